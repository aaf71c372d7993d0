package com.example.acme;

import java.io.UnsupportedEncodingException;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

import io.github.clilogin.test.CliLoginTester;

import static io.github.clilogin.test.CliLoginMockMvcRequestPostProcessors.cliToken;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@code cliToken} in a whole application, and compares it with real tokens.
 */
@SpringBootTest(properties = { "clilogin.store=memory", "clilogin.endpoints.tokens=true" })
@AutoConfigureMockMvc
class ApplicationCliTokenTests extends AbstractCliTokenTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private CliLoginTester tester;

	@Autowired
	private UserDetailsService accounts;

	@Test
	void aControllerGetsTheUserOfARealToken() throws UnsupportedEncodingException {
		UserDetails ann = this.accounts.loadUserByUsername("ann");
		assertThat(user(call().with(cliToken(ann)))).isEqualTo(user(call(this.tester.login("ann").credential())));
		assertThat(user(call().with(cliToken("ann")))).isEqualTo(user(call(this.tester.login("ann").credential())));
	}

	@Test
	void aControllerGetsTheScopesAndTheClientOfARealToken() throws UnsupportedEncodingException {
		String real = this.tester.scopes("write", "read").clientId("other").login("ann").credential();
		assertThat(user(call().with(cliToken("ann").scopes("write", "read").clientId("other"))))
			.isEqualTo(user(call(real)))
			.contains("[FACTOR_BEARER, SCOPE_read, SCOPE_write]", "clientId=other");
	}

	@Test
	void aControllerGetsTheUserOfAProviderAsWithARealToken() throws UnsupportedEncodingException {
		OAuth2User user = new DefaultOAuth2User(AuthorityUtils.createAuthorityList("ROLE_USER"),
				Map.of("id", "583231", "login", "octocat"), "id");
		Authentication signedIn = new OAuth2AuthenticationToken(user, user.getAuthorities(), "github");
		assertThat(user(call().with(cliToken(signedIn))))
			.isEqualTo(user(call(this.tester.login(signedIn).credential())))
			.contains("github:583231", "CliUser[");
	}

	@Test
	void aControllerGetsTheTenantOfTheToken() throws UnsupportedEncodingException {
		assertThat(user(call().with(cliToken("ann").tenant("alpha")))).contains("tenant=alpha");
	}

	@Test
	void tokensEndpointAcceptsTheToken() {
		assertThat(this.mvc.get().uri("/clilogin/tokens").with(cliToken("ann"))).hasStatusOk();
	}

	private MockMvcRequestBuilder call() {
		return this.mvc.get().uri("/api/user");
	}

	private MockMvcRequestBuilder call(String token) {
		return call().header("Authorization", "Bearer " + token);
	}

	private static String user(MockMvcRequestBuilder request) throws UnsupportedEncodingException {
		return request.exchange().getResponse().getContentAsString();
	}

}
