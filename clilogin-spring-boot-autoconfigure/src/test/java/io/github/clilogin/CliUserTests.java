package io.github.clilogin;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.security.core.Authentication;

import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.test.SampleLogins;
import io.github.clilogin.testsupport.CapturedLog;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests users whose texts not every database stores.
 */
class CliUserTests {

	private static final Authentication ANN = TestUsers.user("ann");

	private final CliLoginRepository repository = MemoryCliLogins.repository();

	static String[] texts() {
		return new String[] { "", "a\u0000", "a\nb", "\u0085", "\ud83d", "\ude00\ud83d", "x".repeat(1001) };
	}

	private CliLoginService service(CliUser user) {
		return TestLogins.builder(this.repository, new CliUserService() {

			@Override
			public CliUser remember(Authentication signedIn) {
				return user;
			}

			@Override
			public Optional<Authentication> load(CliUser remembered) {
				return Optional.of(ANN);
			}

		}).build();
	}

	private static CliUser user(String id, @Nullable String principalName, @Nullable String accountName) {
		return new CliUser(id, "Ann", principalName, accountName, null, Set.of(), false);
	}

	private void assertNoDecision(CliUser user) {
		CliLoginService service = service(user);
		String id = new TestLogins(service).start().login().id();
		try (CapturedLog log = new CapturedLog(LoginDecider.class)) {
			assertThat(service.confirm(id, ANN)).isInstanceOf(DecisionResult.AccountUnavailable.class);
			assertThat(service.reject(id, ANN, null)).isInstanceOf(DecisionResult.AccountUnavailable.class);
			assertThat(log.messages()).singleElement().asString().contains("Define a CliUserService bean");
		}
		assertThat(service.get(id)).map(CliLogin::status).contains(CliLoginStatus.PENDING);
	}

	@ParameterizedTest
	@MethodSource("texts")
	void aUserWithATextThatNotEveryDatabaseStoresDecidesNoLogin(String text) {
		assertNoDecision(user(text, null, null));
		assertNoDecision(user("ann", text, null));
		assertNoDecision(user("ann", null, text));
	}

	@ParameterizedTest
	@MethodSource("texts")
	void anOwnerWithSuchAnIdEndsOlderLogins(String text) {
		CliLoginService service = service(user("ann", null, null));
		CliLogin login = new TestLogins(service).start().login();
		this.repository.apply(login.id(), SampleLogins.confirm(user(text, null, null), login.createdAt()));
		assertThat(service.revokeAll(text)).isEqualTo(1);
		assertThat(service.get(login.id())).map(CliLogin::status).contains(CliLoginStatus.REVOKED);
		assertThat(this.repository.findOwnerGeneration(text)).isEmpty();
	}

	@Test
	void anIdHasUpTo255CharactersOfAnyLanguage() {
		for (String id : new String[] { "x".repeat(255), " ", "\u00e4nn", "\ud83d\ude00".repeat(127) }) {
			CliLoginService service = service(user(id, "p".repeat(1000), "a".repeat(1000)));
			new TestLogins(service).credential(new TestLogins(service).confirmed(ANN));
			assertThat(service.logins(id)).hasSize(1);
			assertThat(service.revokeAll(id)).isEqualTo(1);
		}
		assertNoDecision(user("x".repeat(256), null, null));
	}

}
