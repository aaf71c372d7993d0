package com.example.acme;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.MockMvcHttpConnector;

import static io.github.clilogin.test.CliLoginMockMvcRequestPostProcessors.cliToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

/**
 * Tests {@code cliToken} in a slice and in a whole application.
 */
abstract class AbstractCliTokenTests {

	private static final String INSUFFICIENT_SCOPE = "Bearer error=\"insufficient_scope\"";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private MockMvc mockMvc;

	@Test
	void aTokenHasTheAuthoritiesOfItsUser() {
		assertThat(this.mvc.post().uri("/api/notes").content("a").with(cliToken("ann"))).hasStatusOk()
			.hasBodyTextEqualTo("ann wrote a");
		assertThat(this.mvc.post()
			.uri("/api/notes")
			.content("a")
			.with(cliToken(User.withUsername("ben").password("").roles("GUEST").build()))).hasStatus(403)
			.headers()
			.hasValue("WWW-Authenticate", INSUFFICIENT_SCOPE);
	}

	@Test
	void aTokenWithScopesHasNoAuthoritiesOfItsUser() {
		assertThat(this.mvc.post().uri("/api/notes").content("a").with(cliToken("ann").scopes("read"))).hasStatus(403)
			.headers()
			.hasValue("WWW-Authenticate", INSUFFICIENT_SCOPE);
		assertThat(this.mvc.post().uri("/api/notes").content("a").with(cliToken("ann").scopes("read", "write")))
			.hasStatusOk();
	}

	@Test
	void eachRequestHasItsOwnUser() throws Exception {
		for (String name : List.of("ann", "ben", "ann", "a:b")) {
			this.mockMvc.perform(get("/api/notes").with(cliToken(name)))
				.andExpect(content().json("[\"Note of " + name + "\"]"));
		}
		assertThat(this.mvc.get().uri("/api/notes")).hasStatus(302);
	}

	@Test
	void aRequestCreatesNoSession() {
		assertThat(this.mvc.get().uri("/api/notes").with(cliToken("ann"))).request().sessionAttributes().isEmpty();
	}

	@Test
	void aTokenIsIgnoredOutsideOfTheApi() {
		assertThat(this.mvc.get().uri("/open/user").with(cliToken("ann"))).hasBodyTextEqualTo("anonymous");
		assertThat(this.mvc.get().uri("/api").with(cliToken("ann"))).hasStatus(404);
		assertThat(this.mvc.get().uri("/apis").with(cliToken("ann"))).hasStatus(302);
		assertThat(this.mvc.post().uri("/open/notes").with(cliToken("ann"))).hasStatus(403);
		assertThat(this.mvc.post().uri("/open/notes").with(cliToken("ann")).with(csrf())).hasStatusOk();
	}

	@Test
	@WithMockUser("ben")
	void aTokenReplacesTheUserOfTheSessionAtTheApiOnly() {
		assertThat(this.mvc.get().uri("/api/notes").with(cliToken("ann"))).bodyText().contains("ann");
		assertThat(this.mvc.get().uri("/open/user").with(cliToken("ann"))).hasBodyTextEqualTo("ben");
		assertThat(this.mvc.get().uri("/api/notes")).bodyText().contains("ben");
		assertThat(this.mvc.get().uri("/api/notes").with(user("cid")).with(cliToken("ann"))).bodyText().contains("ann");
	}

	@Test
	@WithMockUser("ben")
	void aSessionStillNeedsACsrfToken() {
		assertThat(this.mvc.post().uri("/api/notes").content("a")).hasStatus(403)
			.headers()
			.doesNotContainHeader("WWW-Authenticate");
		assertThat(this.mvc.post().uri("/api/notes").content("a").with(csrf())).hasStatusOk();
	}

	@Test
	void anUnknownTokenIsRefused() {
		assertThat(this.mvc.get().uri("/api/notes").header("Authorization", "Bearer clt_" + "a".repeat(49)))
			.hasStatus(401)
			.headers()
			.hasValue("WWW-Authenticate", "Bearer error=\"invalid_token\"");
	}

	@Test
	void pathsOfTheApiBeginAfterTheContextPath() {
		assertThat(this.mvc.get().uri("/app/api/notes").contextPath("/app").with(cliToken("ann"))).hasStatusOk();
	}

	@Test
	void aScopeOrClientOutsideOfTheConfigurationIsAnError() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.mockMvc.perform(get("/api/notes").with(cliToken("ann").scopes("raed"))))
			.withMessage("The login was not started: UnknownScope[scope=raed]");
		assertThatIllegalStateException()
			.isThrownBy(() -> this.mockMvc.perform(get("/api/notes").with(cliToken("ann").clientId("unknown"))))
			.withMessage("The login was not started: ClientNotAllowed[]");
	}

	@Test
	void aLockedAccountIsAnError() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.mockMvc.perform(get("/api/notes")
				.with(cliToken(User.withUsername("ann").password("").roles("USER").accountLocked(true).build()))))
			.withMessage("The login was not confirmed: AccountUnavailable[]");
	}

	@Test
	void aWebTestClientSendsATokenToo() {
		WebTestClient.bindToServer(new MockMvcHttpConnector(this.mockMvc).with(List.of(cliToken("ann"))))
			.build()
			.get()
			.uri("/api/notes")
			.exchange()
			.expectBody(String.class)
			.isEqualTo("[\"Note of ann\"]");
	}

}
