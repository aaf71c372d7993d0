package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.clilogin.hpke.HpkeSealer;
import io.github.clilogin.memory.MemoryCliLogins;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.security.core.Authentication;
import io.github.clilogin.CliLogin.Decision;
import io.github.clilogin.CliLogin.IssuedCredential;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CredentialSealer.Context;
import io.github.clilogin.DeviceCode.Challenge;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.testsupport.MovableClock;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestLogins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests that credentials of the host application are delivered, on the in-memory store.
 */
class HostCredentialTests {

	private static final Instant START = Instant.parse("2026-11-21T12:00:00.123Z");

	private static final DeviceCode OWN = DeviceCode.parse("ab".repeat(32)).orElseThrow();

	private final MovableClock clock = MovableClock.at(START);

	private final List<CliLoginEvent> events = new ArrayList<>();

	private final TestUsers users = new TestUsers((id) -> id.toUpperCase(Locale.ROOT));

	private final CliLoginRepository repository = MemoryCliLogins.repository();

	private final Authentication ann = TestUsers.user("ann", "ROLE_USER");

	private final CliLoginService service = service(this.users, HpkeSealer.create());

	private final CliLoginService withoutSealer = service(this.users, null);

	private CliCredential credential = CliCredential.of("any credentials");

	private CliLoginService service(CliUserService accounts, @Nullable CredentialSealer sealer) {
		CliLoginSettings defaults = CliLoginSettings.defaults();
		CliLoginSettings settings = new CliLoginSettings(Set.of(CliLoginFlow.values()), defaults.lifetime(),
				defaults.collectWindow(), 5, Set.of("read"), Map.of(), defaults.proof(), defaults.token());
		return TestLogins.builder(this.repository, accounts)
			.mapper((user, login) -> this.credential)
			.sealer(sealer)
			.settings(settings)
			.clock(this.clock)
			.listener(this.events::add)
			.build();
	}

	private record Pending(String id, DeviceCode code) {
	}

	private static Pending start(CliLoginService on, CliLoginFlow flow) {
		Challenge challenge = (flow == CliLoginFlow.BROWSER) ? OWN.challenge() : null;
		StartResult.Started started = (StartResult.Started) on.start(CliLoginRequest.of(flow), challenge);
		DeviceCode code = started.code();
		return new Pending(started.login().id(), (code != null) ? code : OWN);
	}

	private Pending confirmed() {
		Pending login = start(this.service, CliLoginFlow.CONFIRM);
		assertThat(this.service.confirm(login.id(), this.ann)).isInstanceOf(DecisionResult.Decided.class);
		return login;
	}

	private CollectResult poll(Pending login) {
		return this.service.collect(login.code(), null);
	}

	private CliLogin stored(Pending login) {
		return this.repository.findById(login.id()).orElseThrow();
	}

	private static CollectResult collected(String value, @Nullable String account) {
		return new CollectResult.Collected(value, "Bearer", null, Set.of(), account);
	}

	@ParameterizedTest
	@EnumSource
	void theCredentialOfTheMapperIsCollectedInEveryFlow(CliLoginFlow flow) {
		Pending login = start(this.service, flow);
		assertThat(this.service.confirm(login.id(), this.ann)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(poll(login)).isEqualTo(collected("any credentials", "ANN"));
	}

	@ParameterizedTest
	@EnumSource
	void theCredentialOfAConfirmationIsCollectedInEveryFlow(CliLoginFlow flow) {
		Pending login = start(this.service, flow);
		assertThat(this.service.confirm(login.id(), this.ann, CliCredential.of("other credentials")))
			.isInstanceOf(DecisionResult.Decided.class);
		assertThat(poll(login)).isEqualTo(collected("other credentials", "ANN"));
	}

	@Test
	void theTypeAndTheEndAreDeliveredToTheMillisecond() {
		this.credential = CliCredential.of("value", "DPoP", START.plusSeconds(60).plusNanos(456_789));
		assertThat(poll(confirmed()))
			.isEqualTo(new CollectResult.Collected("value", "DPoP", START.plusSeconds(60), Set.of(), "ANN"));
	}

	@Test
	void everyTextIsDeliveredUnchanged() {
		this.credential = CliCredential.of("{\"a\":\"ä\u0000€\uD83D\uDD11\"}\n");
		assertThat(poll(confirmed())).isEqualTo(collected("{\"a\":\"ä\u0000€\uD83D\uDD11\"}\n", "ANN"));
	}

	@Test
	void aCredentialWithoutAUserHasNoOwnerAndLoadsNoAccount() {
		CliLoginService strict = service(new NoAccounts(), HpkeSealer.create());
		Pending login = start(strict, CliLoginFlow.CONFIRM);
		assertThat(strict.confirm(login.id(), null, this.credential)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(strict.confirm(login.id(), null, this.credential)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(strict.collect(login.code(), null)).isEqualTo(collected("any credentials", null));
		assertThat(strict.collect(login.code(), null)).isEqualTo(collected("any credentials", null));
		assertThat(stored(login).owner()).isNull();
	}

	@Test
	void anAccountThatWasClosedGetsNothing() {
		Pending waiting = confirmed();
		Pending collected = confirmed();
		assertThat(poll(collected)).isInstanceOf(CollectResult.Collected.class);
		this.users.close("ann");
		for (Pending login : List.of(waiting, collected)) {
			assertThat(poll(login)).isEqualTo(
					new CollectResult.Rejected("The account was not found, or it is locked, disabled or expired"));
			assertThat(stored(login).pendingCredential()).isNull();
		}
	}

	@Test
	void aCredentialIsSentAgainForAMinuteIfTheResponseWasLost() {
		Pending login = confirmed();
		CollectResult first = poll(login);
		this.clock.advance(LoginCollector.SEALED_GRACE.minusMillis(1));
		assertThat(poll(login)).isEqualTo(first);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(poll(login)).isEqualTo(new CollectResult.Unknown());
		assertThat(this.events).last().isInstanceOf(CliLoginEvent.Replayed.class);
		assertThat(stored(login).pendingCredential()).isNotNull();
		this.repository.sweep(START.plusSeconds(61));
		assertThat(stored(login).pendingCredential()).isNull();
		assertThat(stored(login).purgeAt()).isEqualTo(START.plus(Duration.ofHours(1)));
	}

	@Test
	void aHostCredentialIsNotListedAsAToken() {
		Pending login = confirmed();
		this.credential = CliCredential.token();
		Pending own = confirmed();
		poll(login);
		poll(own);
		assertThat(this.service.logins("ann")).extracting(CliLogin::id).containsExactly(own.id());
		assertThat(stored(login).issuedCredential()).isNotNull().extracting(IssuedCredential::tokenHash).isNull();
		assertThat(this.repository.findByTokenHash(Sha256.hex("any credentials"))).isEmpty();
		assertThat(this.service.authenticate("any credentials")).isEmpty();
	}

	/**
	 * Ends a login.
	 *
	 * @param name the name of the operation
	 * @param end ends the login
	 */
	record End(String name, Consumer<HostCredentialTests> end) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static Stream<End> ends() {
		return Stream.of(new End("reject", (test) -> test.service.reject(test.id(), test.ann, null)),
				new End("host's reject", (test) -> test.service.reject(test.id(), null, null)),
				new End("cancel", (test) -> test.service.cancel(OWN, null)),
				new End("revoke", (test) -> test.service.revoke("ann", test.id())),
				new End("revokeAll", (test) -> test.service.revokeAll("ann")),
				new End("delete", (test) -> test.service.delete(test.id())),
				new End("sweep", (test) -> test.repository.sweep(START.plus(Duration.ofMinutes(13)))));
	}

	private String id() {
		return OWN.id();
	}

	@ParameterizedTest
	@MethodSource("ends")
	void everyEndOfTheLoginErasesTheSealedCredential(End end) {
		Pending login = start(this.service, CliLoginFlow.BROWSER);
		this.service.confirm(login.id(), this.ann);
		assertThat(stored(login).pendingCredential()).isNotNull();
		end.end().accept(this);
		assertThat(this.repository.findById(login.id()).map(CliLogin::pendingCredential)).isEmpty();
		assertThat(poll(login)).isNotInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void cancellingWithinTheGraceErasesTheSealedCredential() {
		Pending login = confirmed();
		poll(login);
		assertThat(this.service.cancel(login.code(), null)).isTrue();
		assertThat(stored(login).pendingCredential()).isNull();
		assertThat(poll(login)).isEqualTo(new CollectResult.Rejected("Access was revoked"));
	}

	@Test
	void withoutASealSeedTheErrorNamesTheMissingParameter() {
		this.service.start(CliLoginRequest.of(CliLoginFlow.BROWSER), new Challenge(OWN.id()));
		assertThat(stored(new Pending(OWN.id(), OWN)).sealKey()).isNull();
		assertRefused(new Pending(OWN.id(), OWN), "The command-line tool sent no seal_seed");
	}

	@Test
	void aLoginThatStartedWithoutASealerIsRefused() {
		assertRefused(start(this.withoutSealer, CliLoginFlow.CONFIRM), "Log in again");
	}

	private void assertRefused(Pending login, String message) {
		DecisionResult result = this.service.confirm(login.id(), this.ann);
		assertThat(result).isInstanceOfSatisfying(DecisionResult.Refused.class, (refused) -> {
			assertThat(refused.message()).contains(message);
			assertThat(poll(login)).isEqualTo(new CollectResult.Rejected(refused.message()));
		});
		assertThat(stored(login).status()).isEqualTo(CliLoginStatus.REJECTED);
	}

	@Test
	void anOwnTokenNeedsNoSealer() {
		this.credential = CliCredential.token();
		Pending login = start(this.withoutSealer, CliLoginFlow.CONFIRM);
		this.withoutSealer.confirm(login.id(), this.ann);
		assertThat(this.withoutSealer.collect(login.code(), null)).isInstanceOf(CollectResult.Collected.class);
		this.service.start(CliLoginRequest.of(CliLoginFlow.BROWSER), new Challenge(OWN.id()));
		this.service.confirm(OWN.id(), this.ann);
		assertThat(this.service.collect(OWN, null)).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void withoutASealerTheErrorNamesTheDependencyAndTheLoginStaysPending() {
		Pending login = start(this.service, CliLoginFlow.CONFIRM);
		assertThatIllegalStateException().isThrownBy(() -> this.withoutSealer.confirm(login.id(), this.ann))
			.withMessageContaining("org.bouncycastle:bcprov-jdk18on");
		assertThat(poll(login)).isInstanceOf(CollectResult.Pending.class);
		this.service.confirm(login.id(), this.ann);
		assertThatIllegalStateException().isThrownBy(() -> this.withoutSealer.collect(login.code(), null));
		assertThat(poll(login)).isEqualTo(collected("any credentials", "ANN"));
	}

	@Test
	void aSealSeedOfAnotherDeviceCodeIsAnErrorAndErasesTheSealedCredential() {
		Challenge wrong = new Challenge(OWN.id(), "cd".repeat(32));
		this.service.start(CliLoginRequest.of(CliLoginFlow.BROWSER), wrong);
		this.service.confirm(OWN.id(), this.ann);
		CollectResult result = this.service.collect(OWN, null);
		assertThat(result).isInstanceOfSatisfying(CollectResult.Rejected.class,
				(refused) -> assertThat(refused.message()).contains("seal_seed"));
		assertThat(this.service.collect(OWN, null)).isEqualTo(result);
		CliLogin rejected = stored(new Pending(OWN.id(), OWN));
		assertThat(rejected.pendingCredential()).isNull();
		assertThat(rejected.decision()).extracting(Decision::by).as("who confirmed is told").isEqualTo("ann");
		assertThat(this.events).last().isInstanceOf(CliLoginEvent.Decided.class);
	}

	@Test
	void aTemporaryFailureOfTheSealerLosesNoLogin() {
		Pending login = confirmed();
		CliLoginService failing = service(this.users, new FailingSealer());
		assertThatIllegalStateException().isThrownBy(() -> failing.collect(login.code(), null));
		assertThat(poll(login)).isEqualTo(collected("any credentials", "ANN"));
	}

	@Test
	void aCredentialHasAtMostEightKilobytes() {
		this.credential = CliCredential.of("ä".repeat(4096));
		assertThat(poll(confirmed())).isEqualTo(collected("ä".repeat(4096), "ANN"));
		assertThatIllegalArgumentException().isThrownBy(() -> CliCredential.of("ä".repeat(4096) + "a"))
			.withMessage("A credential must have at most 8192 bytes, not 8193");
		assertThatIllegalArgumentException().isThrownBy(() -> CliCredential.of(""));
		assertThatIllegalArgumentException().isThrownBy(() -> CliCredential.of("a", " ", null));
	}

	@Test
	void theCredentialIsNeitherStoredNorPrintedInPlainText() {
		Pending login = confirmed();
		CliLogin confirmed = stored(login);
		PendingCredential.SealedCredential sealed = (PendingCredential.SealedCredential) Objects
			.requireNonNull(confirmed.pendingCredential());
		Challenge challenge = login.code().challenge();
		String seed = Objects.requireNonNull(challenge.sealSeed());
		assertThat(sealed.box()).doesNotContain("any credentials");
		assertThat(List.of(confirmed, sealed, challenge, this.credential, poll(login), this.events).toString())
			.doesNotContain("any credentials", sealed.box(), seed);
		assertThat(Objects.requireNonNull(confirmed.sealKey())).isNotEqualTo(seed);
	}

	/** Accounts that must not be asked. */
	private static final class NoAccounts implements CliUserService {

		@Override
		public CliUser remember(Authentication user) {
			throw new IllegalStateException("asked");
		}

		@Override
		public Optional<Authentication> load(CliUser user) {
			throw new IllegalStateException("asked");
		}

	}

	/** A sealer whose keys are elsewhere, and out of reach. */
	private static final class FailingSealer implements CredentialSealer {

		@Override
		public byte[] publicKey(byte[] seed) {
			throw new IllegalStateException("out of reach");
		}

		@Override
		public String seal(byte[] publicKey, String credential, Context context) {
			throw new IllegalStateException("out of reach");
		}

		@Override
		public String open(byte[] seed, String box, Context context) {
			throw new IllegalStateException("out of reach");
		}

	}

}
