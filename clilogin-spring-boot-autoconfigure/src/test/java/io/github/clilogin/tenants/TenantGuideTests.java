package io.github.clilogin.tenants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetails;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.testsupport.GuideTable;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the examples of {@code docs/guide/tenants.md}.
 */
class TenantGuideTests {

	private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	@Test
	void codeOfTheGuideIsTheCodeThatRunsHere() throws IOException {
		Path guide = GuideTable.guide();
		Path tests = guide.resolve("../../clilogin-spring-boot-autoconfigure/src/test/java/io/github/clilogin/tenants");
		String source = withoutSpaces(Files.readString(tests.resolve("TenantResolution.java"))
				+ Files.readString(tests.resolve("TenantGuideTests.java")));
		List<String> codes = CODE.matcher(Files.readString(guide.resolve("tenants.md")))
			.results()
			.map((code) -> withoutSpaces(code.group(1)))
			.toList();
		assertThat(codes).hasSize(3).allSatisfy((code) -> assertThat(source).contains(code));
	}

	private static String withoutSpaces(String code) {
		return code.replaceAll("\\s", "");
	}

	@Test
	void accountIsLoadedByTheTenantOfTheLoginAndAListenerRevokesItsTokens() {
		try (HostApplication host = HostApplication.start(Host.class, "clilogin.endpoints.cli=true",
				"clilogin.endpoints.page=true", "clilogin.api.paths=/api/**")) {
			String alpha = token(host, "alpha.localhost");
			String beta = token(host, "beta.localhost");
			assertThat(me(host, "alpha.localhost", alpha)).isEqualTo("200 ann ROLE_ALPHA");
			assertThat(me(host, "beta.localhost", beta)).isEqualTo("200 ann ROLE_BETA");
			assertThat(me(host, "beta.localhost", alpha)).startsWith("401 ");
			host.context().publishEvent(new PasswordChanged("alpha", "ann"));
			assertThat(me(host, "alpha.localhost", alpha)).startsWith("401 ");
			assertThat(me(host, "beta.localhost", beta)).isEqualTo("200 ann ROLE_BETA");
		}
	}

	private static String token(HostApplication host, String hostName) {
		TestCli cli = TestCli.start(host.wireTo(hostName), Map.of());
		assertThat(host.browserAt(hostName).as("ann").get(cli.link()).submit("/confirm").heading())
			.isEqualTo("Confirmed");
		return cli.token();
	}

	private static String me(HostApplication host, String hostName, String token) {
		var answer = host.wireTo(hostName).get("/api/me", TestCli.bearer(token));
		return answer.status() + " " + answer.body();
	}

	/**
	 * Reports a new password.
	 *
	 * @param tenant the tenant of the user
	 * @param userName the name of the user
	 */
	record PasswordChanged(String tenant, String userName) {
	}

	/** Finds accounts by tenant and name. */
	static final class Accounts {

		Optional<UserDetails> find(String tenant, String userName) {
			return Optional.of(new TenantUser(tenant, userName));
		}

	}

	/** A host application whose accounts do not know the current request. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Tenants.class, TenantApi.class, TenantResolution.class, Accounts.class, PasswordListener.class })
	static class Host {

		@Bean
		CliUserService cliUsers(Accounts accounts) {
			CliUserService builtIn = CliLoginSecurity.userService(() -> null);
			return new CliUserService() {

				@Override
				public CliUser remember(Authentication user) {
					CliUser signedIn = builtIn.remember(user);
					return new CliUser(signedIn.id(), signedIn.name(), signedIn.principalName(), signedIn.authorities(),
							true);
				}

				@Override
				public Optional<Authentication> load(CliUser user) {
					return accounts.find(user.tenant(), user.idInTenant())
						.filter(UserDetails::isEnabled)
						.map((account) -> UsernamePasswordAuthenticationToken.authenticated(account, null,
								account.getAuthorities()));
				}

			};
		}

		/** Signs users in to the tenant of the host name. */
		@Bean
		AuthenticationProvider signIn(Accounts accounts) {
			return new AuthenticationProvider() {

				@Override
				public Authentication authenticate(Authentication asked) {
					UserDetails account = accounts.find(Tenants.current(), asked.getName()).orElseThrow();
					return UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities());
				}

				@Override
				public boolean supports(Class<?> type) {
					return type == UsernamePasswordAuthenticationToken.class;
				}

			};
		}

	}

	/** Ends the logins of a user whose password changed. */
	static final class PasswordListener {

		private final CliLoginService cliLogins;

		PasswordListener(CliLoginService cliLogins) {
			this.cliLogins = cliLogins;
		}

		@EventListener
		void on(PasswordChanged event) {
			this.cliLogins.revokeAll(CliUser.ownerId(event.tenant(), event.userName()));
		}

	}

}
