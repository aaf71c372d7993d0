package io.github.clilogin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;

import io.github.clilogin.CliLoginEvent.Summary;
import io.github.clilogin.CliLoginSettings.ProofPolicy;
import io.github.clilogin.CliLoginTransition.Confirm;
import io.github.clilogin.CollectResult.ReturnCodeRequired;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.store.Field;
import io.github.clilogin.test.SampleLogins;
import io.github.clilogin.testsupport.ForwardingRepository;
import io.github.clilogin.testsupport.MovableClock;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CliLoginService} with return codes.
 */
class ReturnCodeServiceTests {

	private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] OTHER_SECRET = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.US_ASCII);

	private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-21T12:00:00Z"));

	private final List<CliLoginEvent> events = new ArrayList<>();

	private final CliLoginRepository repository = MemoryCliLogins.repository();

	private final Authentication ann = TestUsers.user("ann");

	private final Authentication ben = TestUsers.user("ben");

	private final CliLoginService service = service(ProofPolicy.OFFERED);

	private CliLoginService service(ProofPolicy policy) {
		return builder(this.repository, policy).build();
	}

	private CliLoginService.Builder builder(CliLoginRepository store, ProofPolicy policy) {
		CliLoginSettings defaults = CliLoginSettings.defaults();
		return TestLogins.builder(store, new TestUsers())
			.settings(new CliLoginSettings(Set.of(CliLoginFlow.values()), defaults.lifetime(), defaults.collectWindow(),
					defaults.maxPending(), defaults.scopes(), defaults.clients(), policy, defaults.token()))
			.clock(this.clock)
			.listener(this.events::add);
	}

	private static CliLoginRequest request(Method... methods) {
		return CliLoginRequest.builder(CliLoginFlow.CONFIRM)
			.returnMethods(Arrays.asList(methods))
			.returnPort(List.of(methods).contains(Method.LOOPBACK) ? 50_000 : null)
			.build();
	}

	private StartResult.Started start(Method... methods) {
		return (StartResult.Started) this.service.start(request(methods));
	}

	private ReturnCode confirm(StartResult.Started started) {
		DecisionResult.Decided decided = (DecisionResult.Decided) this.service.confirm(started.login().id(), this.ann);
		return Objects.requireNonNull(decided.returnCode());
	}

	private CollectResult collect(StartResult.Started started, @Nullable ReturnCode code) {
		return collect(this.service, started, code);
	}

	private CollectResult collect(CliLoginService instance, StartResult.Started started, @Nullable ReturnCode code) {
		return instance.collect(TestLogins.code(started), null, code, this.clock.instant());
	}

	/** Returns a code that differs from the right one. */
	private static ReturnCode wrong(ReturnCode right, int number) {
		return List.of("BBB-BBB", "CCC-CCC", "DDD-DDD", "FFF-FFF")
			.stream()
			.map((text) -> ReturnCode.parse(text).orElseThrow())
			.filter((code) -> !code.equals(right))
			.toList()
			.get(number);
	}

	private CliLogin stored(StartResult.Started started) {
		return this.service.get(started.login().id()).orElseThrow();
	}

	@ParameterizedTest
	@EnumSource
	void theCollectionNeedsTheReturnCode(Method method) {
		StartResult.Started started = start(method);
		assertThat(collect(started, null)).isInstanceOf(CollectResult.Pending.class);
		ReturnCode code = confirm(started);
		assertThat(code.method()).isEqualTo(method);
		assertThat(collect(started, null)).isEqualTo(new ReturnCodeRequired(stored(started), method, false, false));
		assertThat(stored(started).proof()).isEqualTo(CliLoginProof.NONE);
		CollectResult.Collected collected = (CollectResult.Collected) collect(started, code);
		CliTokenAuthentication user = this.service.authenticate(collected.credential()).orElseThrow();
		assertThat(user.getLogin().proof()).isEqualTo(method.proof());
		assertThat(this.events).filteredOn(CliLoginEvent.Collected.class::isInstance)
			.singleElement()
			.isEqualTo(new CliLoginEvent.Collected(Summary.of(user.getLogin())));
	}

	@Test
	void theFirstMethodIsUsed() {
		assertThat(confirm(start(Method.LOOPBACK, Method.CODE)).method()).isEqualTo(Method.LOOPBACK);
		assertThat(confirm(start(Method.CODE, Method.LOOPBACK)).method()).isEqualTo(Method.CODE);
	}

	@Test
	void aLoginWithoutReturnMethodsNeedsNoCode() {
		StartResult.Started started = start();
		DecisionResult.Decided decided = (DecisionResult.Decided) this.service.confirm(started.login().id(), this.ann);
		assertThat(decided.returnCode()).isNull();
		assertThat(collect(started, wrong(ReturnCode.parse("BBB-BBB").orElseThrow(), 0)))
			.isInstanceOf(CollectResult.Collected.class);
		assertThat(stored(started).proof()).isEqualTo(CliLoginProof.NONE);
	}

	@Test
	void theThirdWrongCodeRejectsTheLogin() {
		StartResult.Started started = start(Method.CODE);
		ReturnCode code = confirm(started);
		assertThat(collect(started, wrong(code, 0))).isInstanceOfSatisfying(ReturnCodeRequired.class,
				(result) -> assertThat(result.wrong()).isTrue());
		assertThat(collect(started, wrong(code, 1))).isInstanceOf(ReturnCodeRequired.class);
		CollectResult rejected = new CollectResult.Rejected(
				"The code from the browser was incorrect three times: start again");
		assertThat(collect(started, wrong(code, 2))).isEqualTo(rejected);
		assertThat(collect(started, code)).isEqualTo(rejected);
		assertThat(collect(started, null)).isEqualTo(rejected);
		assertThat(stored(started).status()).isEqualTo(CliLoginStatus.REJECTED);
		assertThat(stored(started).pendingCredential()).isNull();
		assertThat(this.events).last()
			.isInstanceOfSatisfying(CliLoginEvent.Decided.class,
					(event) -> assertThat(event.login().status()).isEqualTo(CliLoginStatus.REJECTED));
		assertThat(this.service.reviewById(started.login().id(), this.ann)).isPresent();
	}

	@Test
	void theRightCodeCollectsAfterTwoWrongOnes() {
		StartResult.Started started = start(Method.CODE);
		ReturnCode code = confirm(started);
		collect(started, wrong(code, 0));
		collect(started, wrong(code, 1));
		assertThat(collect(started, code)).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void theLastWrongCodeCanBeRepeated() {
		StartResult.Started started = start(Method.CODE);
		ReturnCode code = confirm(started);
		for (int i = 0; i < 5; i++) {
			assertThat(collect(started, wrong(code, 0))).isInstanceOf(ReturnCodeRequired.class);
		}
		assertThat(stored(started).row().get(Field.RETURN_MISSES)).isEqualTo(1);
		collect(started, wrong(code, 1));
		assertThat(collect(started, wrong(code, 0))).isInstanceOf(CollectResult.Rejected.class);
	}

	@Test
	void theFirstUseErasesTheHashesAndKeepsTheProof() {
		StartResult.Started started = start(Method.CODE);
		ReturnCode code = confirm(started);
		collect(started, wrong(code, 0));
		CollectResult.Collected collected = (CollectResult.Collected) collect(started, code);
		assertThat(stored(started).row().values()).containsKeys(Field.RETURN_HASH, Field.RETURN_MISSED);
		this.service.authenticate(collected.credential());
		assertThat(stored(started).row().values()).doesNotContainKeys(Field.RETURN_HASH, Field.RETURN_MISSED);
		assertThat(stored(started).proof()).isEqualTo(CliLoginProof.TYPED);
	}

	@Test
	void aLateCopyOfTheLastWrongCodeDoesNotEndTheGracePeriod() {
		StartResult.Started started = start(Method.CODE);
		ReturnCode code = confirm(started);
		collect(started, wrong(code, 0));
		CollectResult collected = collect(started, code);
		assertThat(collect(started, wrong(code, 0))).isInstanceOf(CollectResult.Unknown.class);
		assertThat(collect(started, code)).isEqualTo(collected);
		assertThat(collect(started, wrong(code, 1))).isInstanceOf(CollectResult.Unknown.class);
		assertThat(collect(started, code)).isInstanceOf(CollectResult.Unknown.class);
	}

	@Test
	void aCodeOfTheOtherMethodIsNotCounted() {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		ReturnCode loopback = confirm(started);
		CliLogin before = stored(started);
		assertThat(collect(started, wrong(loopback, 0)))
			.isEqualTo(new ReturnCodeRequired(before, Method.LOOPBACK, false, false));
		ReturnCode typed = this.service.newReturnCode(started.login().id(), this.ann).orElseThrow();
		assertThat(collect(started, loopback))
			.isEqualTo(new ReturnCodeRequired(stored(started), Method.CODE, false, false));
		assertThat(stored(started).row().has(Field.RETURN_MISSES)).isFalse();
		assertThat(collect(started, typed)).isInstanceOf(CollectResult.Collected.class);
		assertThat(stored(started).proof()).isEqualTo(CliLoginProof.TYPED);
	}

	@Test
	void aTypedCodeReplacesTheOtherOneAndKeepsTheMisses() {
		StartResult.Started started = start(Method.CODE);
		ReturnCode first = confirm(started);
		collect(started, wrong(first, 0));
		collect(started, wrong(first, 1));
		ReturnCode second = this.service.newReturnCode(started.login().id(), this.ann).orElseThrow();
		assertThat(second).isNotEqualTo(first);
		assertThat(stored(started).row().get(Field.RETURN_MISSES)).isEqualTo(2);
		assertThat(collect(started, first)).isInstanceOf(CollectResult.Rejected.class);
	}

	@Test
	void onlyTheUserWhoConfirmedGetsATypedCode() {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		String id = started.login().id();
		assertThat(this.service.typedReturnCode(id, this.ann, new byte[32])).isEmpty();
		ReturnCode code = confirm(started);
		Authentication impersonated = new TestingAuthenticationToken("ann", "",
				List.of(new SimpleGrantedAuthority("ROLE_USER"),
						new SwitchUserGrantedAuthority("ROLE_PREVIOUS_ADMINISTRATOR", this.ben)));
		assertThat(this.service.typedReturnCode(id, this.ben, new byte[32])).isEmpty();
		assertThat(this.service.typedReturnCode(id, impersonated, new byte[32])).isEmpty();
		assertThat(this.service.forTenant("other").typedReturnCode(id, this.ann, new byte[32])).isEmpty();
		assertThat(this.service.typedReturnCode("00".repeat(32), this.ann, new byte[32])).isEmpty();
		assertThat(collect(started, code)).isInstanceOf(CollectResult.Collected.class);
		assertThat(this.service.typedReturnCode(id, this.ann, new byte[32])).isEmpty();
	}

	@Test
	void aCliThatCannotAskGetsNoTypedCode() {
		StartResult.Started started = start(Method.LOOPBACK);
		ReturnCode code = confirm(started);
		assertThat(this.service.typedReturnCode(started.login().id(), this.ann, new byte[32])).isEmpty();
		assertThat(this.service.typedReturnCode(started.login().id(), null, new byte[32])).isEmpty();
		assertThat(collect(started, code)).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void theSameSecretYieldsTheSameCodesOnAnyInstance() {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		String id = started.login().id();
		DecisionResult first = this.service.confirm(id, this.ann, ConfirmOptions.NONE.returnSecret(SECRET));
		CliLoginService other = service(ProofPolicy.OFFERED);
		assertThat(other.confirm(id, this.ann, ConfirmOptions.NONE.returnSecret(SECRET))).isEqualTo(first);
		assertThat(other.confirm(id, this.ann, ConfirmOptions.NONE.returnSecret(OTHER_SECRET)))
			.isEqualTo(new DecisionResult.Decided(stored(started)));
		assertThat(other.confirm(id, this.ann)).isEqualTo(new DecisionResult.Decided(stored(started)));
		ReturnCode typed = this.service.typedReturnCode(id, this.ann, SECRET).orElseThrow();
		assertThat(other.typedReturnCode(id, this.ann, SECRET)).contains(typed);
		assertThat(other.confirm(id, this.ann, ConfirmOptions.NONE.returnSecret(SECRET)))
			.isEqualTo(new DecisionResult.Decided(stored(started), typed));
		assertThat(collect(started, typed)).isInstanceOf(CollectResult.Collected.class);
	}

	@ParameterizedTest
	@EnumSource
	void theCodeOfAConfirmedLoginIsDerivedAgainFromItsSecret(Method method) {
		StartResult.Started started = start(method);
		assertThat(this.service.returnCode(started.login(), SECRET)).isEmpty();
		this.service.confirm(started.login().id(), this.ann, ConfirmOptions.NONE.returnSecret(SECRET));
		ReturnCode code = this.service.returnCode(stored(started), SECRET).orElseThrow();
		assertThat(code.method()).isEqualTo(method);
		assertThat(this.service.returnCode(stored(started), OTHER_SECRET)).isEmpty();
		assertThat(collect(started, code)).isInstanceOf(CollectResult.Collected.class);
		assertThat(this.service.returnCode(stored(started), SECRET)).isEmpty();
	}

	@Test
	void aReloadWritesNothing() {
		StartResult.Started started = start(Method.CODE);
		String id = started.login().id();
		this.service.confirm(id, this.ann, ConfirmOptions.NONE.returnSecret(SECRET));
		CliLoginService reading = builder(new ForwardingRepository(this.repository) {

			@Override
			public boolean apply(String id, CliLoginTransition transition) {
				throw new AssertionError("Writes " + transition);
			}

		}, ProofPolicy.OFFERED).build();
		assertThat(reading.typedReturnCode(id, this.ann, SECRET)).isPresent();
	}

	@Test
	void aRedeliveryNeedsTheCodeAgain() {
		StartResult.Started started = start(Method.CODE);
		ReturnCode code = confirm(started);
		CollectResult collected = collect(started, code);
		assertThat(collect(started, null)).isEqualTo(new CollectResult.Unknown());
		assertThat(collect(started, code)).isEqualTo(collected);
		assertThat(this.events).last().isInstanceOf(CliLoginEvent.Redelivered.class);
	}

	@Test
	void aWrongCodeEndsTheGracePeriod() {
		StartResult.Started started = start(Method.CODE);
		ReturnCode code = confirm(started);
		CollectResult.Collected collected = (CollectResult.Collected) collect(started, code);
		assertThat(collect(started, wrong(code, 0))).isEqualTo(new CollectResult.Unknown());
		assertThat(this.events).last().isInstanceOf(CliLoginEvent.Replayed.class);
		assertThat(collect(started, code)).isEqualTo(new CollectResult.Unknown());
		assertThat(this.service.authenticate(collected.credential())).isPresent();
	}

	@Test
	void aLateCodeOfTheOtherMethodDoesNotEndTheGracePeriod() {
		StartResult.Started started = start(Method.LOOPBACK, Method.CODE);
		ReturnCode loopback = confirm(started);
		ReturnCode typed = this.service.newReturnCode(started.login().id(), this.ann).orElseThrow();
		CollectResult collected = collect(started, typed);
		assertThat(collect(started, loopback)).isEqualTo(new CollectResult.Unknown());
		assertThat(collect(started, typed)).isEqualTo(collected);
		assertThat(this.events).noneMatch(CliLoginEvent.Replayed.class::isInstance);
	}

	@Test
	void aHostCredentialNeedsTheCodeToo() {
		StartResult.Started started = start(Method.CODE);
		DecisionResult.Decided decided = (DecisionResult.Decided) this.service.confirm(started.login().id(), null,
				CliCredential.of("secret"));
		assertThat(collect(started, null)).isInstanceOf(ReturnCodeRequired.class);
		CollectResult collected = collect(started, decided.returnCode());
		assertThat(collected).isInstanceOfSatisfying(CollectResult.Collected.class,
				(result) -> assertThat(result.credential()).isEqualTo("secret"));
		assertThat(collect(started, null)).isEqualTo(new CollectResult.Unknown());
		assertThat(collect(started, decided.returnCode())).isEqualTo(collected);
	}

	@Test
	void theTimeToCollectIsThatToDecideIfItIsLonger() {
		StartResult.Started early = start(Method.CODE);
		this.clock.advance(Duration.ofMinutes(1));
		confirm(early);
		assertThat(stored(early).collectBy()).isEqualTo(early.login().expiresAt());
		this.clock.advance(Duration.ofMinutes(8));
		StartResult.Started late = start(Method.CODE);
		this.clock.advance(Duration.ofMinutes(9));
		confirm(late);
		assertThat(stored(late).collectBy()).isEqualTo(late.login().expiresAt().plus(Duration.ofMinutes(1)));
		StartResult.Started plain = start();
		this.service.confirm(plain.login().id(), this.ann);
		assertThat(stored(plain).collectBy()).isEqualTo(this.clock.instant().plus(Duration.ofMinutes(2)));
	}

	@Test
	void aWrongCodeIsReportedOncePerCountedMiss() {
		StartResult.Started started = start(Method.CODE, Method.LOOPBACK);
		ReturnCode right = confirm(started);
		ReturnCode loopback = ReturnCode.parse("A".repeat(43)).orElseThrow();
		for (ReturnCode code : List.of(wrong(right, 0), wrong(right, 0), loopback, wrong(right, 1), wrong(right, 2))) {
			collect(started, code);
		}
		List<CliLoginEvent.WrongReturnCode> reports = this.events.stream()
			.filter(CliLoginEvent.WrongReturnCode.class::isInstance)
			.map(CliLoginEvent.WrongReturnCode.class::cast)
			.toList();
		assertThat(reports).extracting(CliLoginEvent.WrongReturnCode::misses).containsExactly(1, 2, 3);
		assertThat(reports).extracting((report) -> report.login().status())
			.containsExactly(CliLoginStatus.CONFIRMED, CliLoginStatus.CONFIRMED, CliLoginStatus.REJECTED);
		assertThat(reports.get(2).login().id()).isEqualTo(started.login().id());
		assertThat(this.events).last().isInstanceOf(CliLoginEvent.Decided.class);
	}

	@Test
	void aToolThatDoesNotAskForTheCodeIsToldToBeUpdated() {
		StartResult.Started started = start(Method.CODE);
		ReturnCode code = confirm(started);
		this.clock.advance(Duration.ofMinutes(10));
		CollectResult expired = new CollectResult.Expired("The command-line tool did not send the code from the "
				+ "browser in time. If it did not ask for a code, update the tool");
		assertThat(collect(started, null)).isEqualTo(expired);
		assertThat(collect(started, code)).isEqualTo(expired);
		assertThat(this.service.typedReturnCode(started.login().id(), this.ann, new byte[32])).isEmpty();
	}

	@Test
	void noLoginDemandsACodeIfThePolicyIsOff() {
		CliLoginService off = service(ProofPolicy.OFF);
		StartResult.Started started = (StartResult.Started) off.start(request(Method.LOOPBACK, Method.CODE));
		assertThat(started.login().request()).isEqualTo(CliLoginRequest.of(CliLoginFlow.CONFIRM));
		assertThat(TestLogins.code(started).value()).doesNotStartWith("r.");
		off.confirm(started.login().id(), this.ann);
		assertThat(collect(off, started, null)).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void eachLoginDemandsACodeIfThePolicyRequiresIt() {
		CliLoginService strict = service(ProofPolicy.REQUIRED);
		assertThat(strict.start(request())).isEqualTo(new StartResult.ProofRequired());
		StartResult.Started started = (StartResult.Started) strict.start(request(Method.CODE));
		strict.confirm(started.login().id(), this.ann);
		assertThat(collect(strict, started, null)).isInstanceOf(ReturnCodeRequired.class);
	}

	/** An instance with another policy may have started or confirmed a login. */
	@Test
	void aLoginWithoutACodeIsNeitherConfirmedNorCollectedIfThePolicyRequiresOne() {
		CliLoginService strict = service(ProofPolicy.REQUIRED);
		StartResult.Started pending = start();
		assertThat(strict.confirm(pending.login().id(), this.ann)).isInstanceOfSatisfying(DecisionResult.Refused.class,
				(refused) -> assertThat(collect(pending, null))
					.isEqualTo(new CollectResult.Rejected(refused.message())));
		StartResult.Started confirmed = start();
		this.service.confirm(confirmed.login().id(), this.ann);
		assertThat(collect(strict, confirmed, null)).isInstanceOfSatisfying(CollectResult.Rejected.class,
				(rejected) -> assertThat(rejected.message()).endsWith("Update the tool"));
		assertThat(collect(confirmed, null)).isInstanceOf(CollectResult.Rejected.class);
	}

	@ParameterizedTest
	@EnumSource
	void anInstanceOfAnOlderVersionCannotCollect(Method method) {
		StartResult.Started started = start(method);
		String raw = TestLogins.code(started).value().substring(2);
		ReturnCode code = confirm(started);
		DeviceCode read = DeviceCode.parse(raw).orElseThrow();
		assertThat(this.service.collect(read, null)).isEqualTo(new CollectResult.Unknown());
		assertThat(this.service.collect(read, null, code)).isEqualTo(new CollectResult.Unknown());
		assertThat(collect(started, code)).isInstanceOf(CollectResult.Collected.class);
	}

	/** An instance of an older version stores no hash. */
	@Test
	void aLoginThatAnOlderVersionConfirmedIsRejected() {
		StartResult.Started started = start(Method.CODE);
		Confirm old = SampleLogins.confirm(SampleLogins.ANN, this.clock.instant());
		assertThat(this.repository.apply(started.login().id(), old)).isTrue();
		assertThat(collect(started, null)).isEqualTo(new CollectResult.Rejected(
				"The login was confirmed without the code that the browser must return: start again"));
		assertThat(stored(started).status()).isEqualTo(CliLoginStatus.REJECTED);
	}

	@Test
	void aCliThatKeptItsOwnCodeSendsItWithThePrefix() {
		String own = "ab".repeat(32);
		CliLoginRequest request = CliLoginRequest.builder(CliLoginFlow.BROWSER)
			.returnMethods(List.of(Method.CODE))
			.build();
		DeviceCode plain = DeviceCode.parse(own).orElseThrow();
		StartResult.Started started = (StartResult.Started) this.service.start(request, plain.challenge());
		assertThat(this.service.start(request, plain.challenge())).isEqualTo(started);
		ReturnCode code = confirm(started);
		assertThat(this.service.collect(plain, null, code)).isEqualTo(new CollectResult.Unknown());
		assertThat(this.service.collect(DeviceCode.parse("r." + own).orElseThrow(), null, code))
			.isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void aCodeVerifierAndAReturnCodeAreBothNeeded() {
		String verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
		StartResult.Started started = (StartResult.Started) this.service.startWithCodeChallenge(request(Method.CODE),
				"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
		ReturnCode code = confirm(started);
		DeviceCode verified = DeviceCode.parse(TestLogins.code(started).value(), verifier).orElseThrow();
		assertThat(collect(started, code)).isEqualTo(new CollectResult.Unknown());
		assertThat(this.service.collect(verified, null)).isInstanceOf(ReturnCodeRequired.class);
		assertThat(this.service.collect(verified, null, code)).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void theCliCancelsWhileTheCodeIsAwaited() {
		StartResult.Started started = start(Method.CODE);
		ReturnCode code = confirm(started);
		assertThat(this.service.cancel(TestLogins.code(started), null)).isTrue();
		assertThat(collect(started, code)).isEqualTo(new CollectResult.Expired());
	}

	@Test
	void revokeAllEndsALoginThatWaitsForItsCode() {
		StartResult.Started started = start(Method.CODE);
		ReturnCode code = confirm(started);
		assertThat(this.service.revokeAll("ann")).isEqualTo(1);
		assertThat(collect(started, code)).isEqualTo(new CollectResult.Rejected("Access was revoked"));
	}

}
