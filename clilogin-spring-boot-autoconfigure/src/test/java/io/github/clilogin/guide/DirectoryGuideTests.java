package io.github.clilogin.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.sdk.LDAPException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.testsupport.GuideTable;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the example of {@code docs/guide/host.md} for names that differ in case, with an
 * LDAP directory.
 */
class DirectoryGuideTests {

	@AutoClose
	private final HostApplication host = HostApplication
		.with(DirectoryHost.class, DirectoryHost.Api.class, DirectoryCliUsers.class)
		.properties("clilogin.endpoints.cli=true", "clilogin.endpoints.page=true", "clilogin.endpoints.tokens=true",
				"clilogin.api.paths=/api/**")
		.start();

	@Test
	void theGuideShowsTheCodeOfThisTest() throws IOException {
		String source = Files.readString(GuideTable.guide()
			.resolve("../../clilogin-spring-boot-autoconfigure/src/test/java")
			.resolve(DirectoryCliUsers.class.getName().replace('.', '/') + ".java"));
		String code = source.substring(source.indexOf("@Bean"), source.lastIndexOf('}')).strip();
		assertThat(withoutSpaces(Files.readString(GuideTable.guide().resolve("host.md"))))
			.contains(withoutSpaces(code));
	}

	private static String withoutSpaces(String code) {
		return code.replaceAll("\\s", "");
	}

	@Test
	void namesThatDifferInCaseAreOneUser() {
		TestBrowser typedSmall = this.host.browser(TestBrowser.HTML).as("ann");
		TestBrowser typedLarge = this.host.browser(TestBrowser.HTML).as("ANN");
		String small = token(typedSmall);
		String large = token(typedLarge);
		assertThat(name(small).body()).isEqualTo("[\"ann\"]");
		assertThat(name(large).body()).isEqualTo("[\"ANN\"]");
		assertThat(typedSmall.get("/clilogin/tokens").json().path("tokens")).hasSize(2);
		assertThat(typedLarge.get("/clilogin/tokens").json().path("tokens")).hasSize(2);
		assertThat(this.host.service().revokeAll("ann")).isEqualTo(2);
		assertThat(List.of(name(small).status(), name(large).status())).containsOnly(401);
	}

	@Test
	void aUserWhoTypesTheNameInAnotherWayHasNoFurtherGuesses() {
		List<String> names = List.of("ann", "Ann", "aNN", "ANN", "anN", "AnN");
		for (int i = 0; i < names.size(); i++) {
			int status = this.host.browser(TestBrowser.HTML)
				.as(names.get(i))
				.get("/clilogin?user_code=BCDFGHJ" + "BCDFGHJ".charAt(i))
				.status();
			assertThat(status).as(names.get(i)).isEqualTo((i < 5) ? 404 : 429);
		}
	}

	@Test
	void aUserWhoLeftTheDirectoryHasNoTokens() throws LDAPException {
		String token = token(this.host.browser(TestBrowser.HTML).as("aNN"));
		this.host.bean(InMemoryDirectoryServer.class).delete("uid=ann,ou=people,dc=example,dc=com");
		assertThat(name(token).error()).isEqualTo("401 invalid_token");
	}

	private String token(TestBrowser browser) {
		TestCli cli = this.host.cli(Map.of("client_id", "acme"));
		assertThat(browser.get(cli.path()).submit("/confirm").heading()).isEqualTo("Confirmed");
		return cli.token();
	}

	private RawResponse name(String token) {
		return this.host.wire().get("/api/name", TestCli.bearer(token));
	}

}
