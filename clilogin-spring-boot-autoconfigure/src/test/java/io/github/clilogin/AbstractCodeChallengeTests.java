package io.github.clilogin;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.security.core.Authentication;

import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests logins with a code challenge (RFC 7636) on a store.
 */
public abstract class AbstractCodeChallengeTests {

	private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	private final Authentication ann = TestUsers.user("ann");

	private @Nullable CliLoginService service;

	/**
	 * {@return an empty store}
	 */
	protected abstract CliLoginRepository createRepository();

	private CliLoginService service() {
		if (this.service == null) {
			this.service = TestLogins.builder(createRepository(), new TestUsers()).settings(allFlows()).build();
		}
		return this.service;
	}

	private static CliLoginSettings allFlows() {
		CliLoginSettings defaults = CliLoginSettings.defaults();
		return new CliLoginSettings(Set.of(CliLoginFlow.values()), defaults.lifetime(), defaults.collectWindow(),
				defaults.maxPending(), defaults.scopes(), defaults.clients(), defaults.proof(), defaults.token());
	}

	private StartResult.Started start() {
		return (StartResult.Started) service().startWithCodeChallenge(CliLoginRequest.of(CliLoginFlow.CONFIRM),
				CHALLENGE);
	}

	private CollectResult collect(StartResult.Started started, @Nullable String verifier) {
		return service().collect(code(started, verifier), null);
	}

	private static DeviceCode code(StartResult.Started started, @Nullable String verifier) {
		return DeviceCode.parse(TestLogins.code(started).value(), verifier).orElseThrow();
	}

	@Test
	void onlyTheVerifierCollectsAndCollectsAgain() {
		StartResult.Started started = start();
		assertThat(collect(started, VERIFIER)).isInstanceOf(CollectResult.Pending.class);
		assertThat(collect(started, null)).isEqualTo(new CollectResult.Unknown());
		assertThat(collect(started, CHALLENGE)).isEqualTo(new CollectResult.Unknown());
		service().confirm(started.login().id(), this.ann);
		assertThat(collect(started, null)).isEqualTo(new CollectResult.Unknown());
		assertThat(collect(started, CHALLENGE)).isEqualTo(new CollectResult.Unknown());
		CollectResult collected = collect(started, VERIFIER);
		assertThat(collected).isInstanceOf(CollectResult.Collected.class);
		assertThat(collect(started, null)).isEqualTo(new CollectResult.Unknown());
		assertThat(collect(started, VERIFIER)).isEqualTo(collected);
	}

	@Test
	void theStartedCodeAloneCollectsNothing() {
		StartResult.Started started = start();
		service().confirm(started.login().id(), this.ann);
		assertThat(service().collect(TestLogins.code(started), null)).isEqualTo(new CollectResult.Unknown());
		assertThat(service().cancel(TestLogins.code(started), null)).isFalse();
		assertThat(status(started)).contains(CliLoginStatus.CONFIRMED);
	}

	/** An instance of an older version also polls without the verifier. */
	@Test
	void aLoginIsFoundByItsUserCodeAndConfirmedWithoutTheVerifier() {
		StartResult.Started started = start();
		String id = service().review(started.login().userCode(), this.ann).orElseThrow().id();
		assertThat(service().confirm(id, this.ann)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(collect(started, null)).isEqualTo(new CollectResult.Unknown());
		CollectResult.Collected collected = (CollectResult.Collected) collect(started, VERIFIER);
		assertThat(service().authenticate(collected.credential())).isPresent();
		assertThat(service().logins("ann")).extracting(CliLogin::id).contains(id);
	}

	@Test
	void theStoredFieldsAreThoseOfALoginWithoutAChallenge() {
		CliLogin plain = new TestLogins(service()).start().login();
		assertThat(start().login().row().values().keySet()).isEqualTo(plain.row().values().keySet());
	}

	@Test
	void twoLoginsMayHaveTheSameChallenge() {
		StartResult.Started first = start();
		StartResult.Started second = start();
		service().confirm(second.login().id(), this.ann);
		assertThat(collect(first, VERIFIER)).isInstanceOf(CollectResult.Pending.class);
		assertThat(collect(second, VERIFIER)).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void aHostCredentialNeedsTheVerifierToo() {
		StartResult.Started started = start();
		service().confirm(started.login().id(), this.ann, CliCredential.of("secret"));
		assertThat(collect(started, null)).isEqualTo(new CollectResult.Unknown());
		assertThat(collect(started, VERIFIER)).isInstanceOfSatisfying(CollectResult.Collected.class,
				(collected) -> assertThat(collected.credential()).isEqualTo("secret"));
	}

	@Test
	void theVerifierCancels() {
		StartResult.Started started = start();
		assertThat(service().cancel(code(started, CHALLENGE), null)).isFalse();
		assertThat(service().cancel(code(started, VERIFIER), null)).isTrue();
		assertThat(status(started)).contains(CliLoginStatus.CANCELLED);
	}

	@ParameterizedTest
	@EnumSource(value = CliLoginFlow.class, names = "BROWSER", mode = EnumSource.Mode.EXCLUDE)
	void aVerifierIsRefusedIfTheLoginHasNoChallenge(CliLoginFlow flow) {
		StartResult.Started started = new TestLogins(service()).start(CliLoginRequest.of(flow));
		assertThat(collect(started, VERIFIER)).isEqualTo(new CollectResult.Unknown());
		assertThat(collect(started, null)).isInstanceOf(CollectResult.Pending.class);
	}

	@Test
	void aVerifierIsRefusedIfTheCliKeptItsOwnCode() {
		String own = "ab".repeat(32);
		service().start(CliLoginRequest.of(CliLoginFlow.BROWSER), DeviceCode.parse(own).orElseThrow().challenge());
		assertThat(service().collect(DeviceCode.parse(own, VERIFIER).orElseThrow(), null))
			.isEqualTo(new CollectResult.Unknown());
		assertThat(service().collect(DeviceCode.parse(own).orElseThrow(), null))
			.isInstanceOf(CollectResult.Pending.class);
	}

	@Test
	void theFlowBrowserHasNoCodeChallenge() {
		assertThat(service().startWithCodeChallenge(CliLoginRequest.of(CliLoginFlow.BROWSER), CHALLENGE))
			.isEqualTo(new StartResult.FlowNotEnabled());
	}

	@Test
	void aMalformedChallengeIsAnError() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> service().startWithCodeChallenge(CliLoginRequest.of(CliLoginFlow.CONFIRM), "plain"))
			.withMessage("The code challenge must be 43 base64url characters");
	}

	private Optional<CliLoginStatus> status(StartResult.Started started) {
		return service().get(started.login().id()).map(CliLogin::status);
	}

}
