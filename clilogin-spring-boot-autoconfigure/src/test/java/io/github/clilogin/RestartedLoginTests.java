package io.github.clilogin;

import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import org.springframework.security.core.Authentication;

import io.github.clilogin.DeviceCode.Challenge;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests logins of the flow BROWSER that are removed and started again with the same ID
 * while a request is in progress.
 */
class RestartedLoginTests {

	private static final Runnable NOTHING = () -> {
	};

	private final CliLoginRepository repository = MemoryCliLogins.repository();

	private final Authentication ann = TestUsers.user("ann");

	private final DeviceCode code = DeviceCode.parse("ab".repeat(32)).orElseThrow();

	/** Performed once, when the account is loaded or the credential is mapped. */
	private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(NOTHING);

	private final CliLoginService service = TestLogins.builder(this.repository, new SlowUsers())
		.settings(allFlows())
		.mapper((user, login) -> {
			this.meanwhile.getAndSet(NOTHING).run();
			return CliCredential.token();
		})
		.build();

	private static CliLoginSettings allFlows() {
		CliLoginSettings defaults = CliLoginSettings.defaults();
		return new CliLoginSettings(EnumSet.allOf(CliLoginFlow.class), defaults.lifetime(), defaults.collectWindow(),
				defaults.maxPending(), defaults.scopes(), defaults.clients(), defaults.proof(), defaults.token());
	}

	private CliLogin start(String clientId) {
		CliLoginRequest request = CliLoginRequest.builder(CliLoginFlow.BROWSER).clientId(clientId).build();
		StartResult result = this.service.start(request, new Challenge(this.code.id()));
		return ((StartResult.Started) result).login();
	}

	private CollectResult.Collected collect(String clientId) {
		return (CollectResult.Collected) this.service.collect(this.code, clientId);
	}

	@Test
	void confirmationThatIsMappedMeanwhileDoesNotConfirmTheNewLogin() {
		CliLogin first = start("first");
		this.meanwhile.set(() -> {
			this.service.delete(first.id());
			start("second");
		});
		assertThat(this.service.confirm(first.id(), this.ann)).isNotInstanceOf(DecisionResult.Decided.class);
		assertThat(this.service.get(first.id())).get()
			.satisfies((login) -> assertThat(login.request().clientId()).isEqualTo("second"))
			.satisfies((login) -> assertThat(login.status()).isEqualTo(CliLoginStatus.PENDING));
	}

	@Test
	void pollThatLoadsTheAccountMeanwhileCollectsTheCredentialOfTheNewLogin() {
		String id = start("acme").id();
		this.service.confirm(id, this.ann);
		this.meanwhile.set(() -> {
			this.service.delete(id);
			start("acme");
			this.service.confirm(id, this.ann);
		});
		String token = collect("acme").credential();
		assertThat(this.repository.findByTokenHash(Sha256.hex(token))).isPresent();
		assertThat(collect("acme").credential()).isEqualTo(token);
	}

	private final class SlowUsers implements CliUserService {

		private final TestUsers users = new TestUsers();

		@Override
		public CliUser remember(Authentication user) {
			return this.users.remember(user);
		}

		@Override
		public Optional<Authentication> load(CliUser user) {
			RestartedLoginTests.this.meanwhile.getAndSet(NOTHING).run();
			return this.users.load(user);
		}

	}

}
