package io.github.clilogin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

import io.github.clilogin.CliLoginSettings.Demands;
import io.github.clilogin.CliLoginSettings.ProofPolicy;
import io.github.clilogin.CliLoginSettings.SameNetwork;
import io.github.clilogin.CliLoginSettings.Unproven;
import io.github.clilogin.DeviceCode.Challenge;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.MovableClock;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the proofs that clients and scopes demand, and of the limits without one.
 */
class ProofPolicyTests {

	private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

	private static final CliLoginSettings SETTINGS = settings("read", "write", "deploy");

	private static final CliLoginSettings GUARDED = SETTINGS
		.withDemands(new Demands(Map.of(), Map.of("write", CliLoginProof.TYPED, "deploy", CliLoginProof.LOOPBACK)));

	private final MovableClock clock = MovableClock.at(START);

	private final CliLoginRepository repository = MemoryCliLogins.repository();

	private final Authentication ann = TestUsers.user("ann");

	private final List<CliLoginEvent> events = new ArrayList<>();

	private static CliLoginSettings settings(String... scopes) {
		CliLoginSettings defaults = CliLoginSettings.defaults();
		return new CliLoginSettings(Set.of(CliLoginFlow.values()), defaults.lifetime(), defaults.collectWindow(),
				defaults.maxPending(), Set.of(scopes), Map.of("acme", "Acme", "old", "Old CLI"), defaults.proof(),
				defaults.token());
	}

	private static CliLoginSettings unproven(Set<String> scopes, Set<CliLoginFlow> flows) {
		return SETTINGS.withUnproven(new Unproven(Duration.ofDays(7), scopes, flows, SameNetwork.ASK));
	}

	private static CliLoginSettings client(String id, ProofPolicy policy) {
		return SETTINGS.withDemands(new Demands(Map.of(id, policy), Map.of()));
	}

	private CliLoginService service(CliLoginSettings settings) {
		return builder(settings).build();
	}

	private CliLoginService.Builder builder(CliLoginSettings settings) {
		return TestLogins.builder(this.repository, new TestUsers())
			.settings(settings)
			.clock(this.clock)
			.listener(this.events::add);
	}

	private static CliLoginRequest request(Set<String> scopes, Method... methods) {
		return request("acme", CliLoginFlow.CONFIRM, scopes, methods);
	}

	private static CliLoginRequest request(String client, CliLoginFlow flow, Set<String> scopes, Method... methods) {
		return CliLoginRequest.builder(flow)
			.clientId(client)
			.scopes(scopes)
			.returnMethods(Arrays.asList(methods))
			.returnPort(List.of(methods).contains(Method.LOOPBACK) ? 50_000 : null)
			.build();
	}

	private static StartResult.Started start(CliLoginService service, CliLoginRequest request) {
		return (StartResult.Started) service.start(request);
	}

	private @Nullable ReturnCode confirm(CliLoginService service, StartResult.Started started) {
		return ((DecisionResult.Decided) service.confirm(started.login().id(), this.ann)).returnCode();
	}

	private CollectResult collect(CliLoginService service, StartResult.Started started, @Nullable ReturnCode code) {
		return service.collect(TestLogins.code(started), started.login().request().clientId(), code,
				this.clock.instant());
	}

	private CollectResult.Collected logIn(CliLoginService service, CliLoginRequest request) {
		StartResult.Started started = start(service, request);
		return (CollectResult.Collected) collect(service, started, confirm(service, started));
	}

	private @Nullable Duration lifetime(CliLoginService service, CliLoginRequest request) {
		return Duration.between(START, Objects.requireNonNull(logIn(service, request).expiresAt()));
	}

	@Test
	void aTokenWithoutAProofLivesSevenDays() {
		assertThat(lifetime(service(SETTINGS), request(Set.of()))).isEqualTo(Duration.ofDays(7));
		assertThat(lifetime(service(SETTINGS), request(Set.of(), Method.CODE))).isEqualTo(Duration.ofDays(90));
	}

	@Test
	void theShorterLifetimeOfATokenWithoutAProofWins() {
		CliLoginService hour = mapped(CliCredential.token(Duration.ofHours(1), Set.of("read")));
		assertThat(lifetime(hour, request(Set.of("read")))).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void theMapperCannotGiveATokenWithoutAProofALongerLifetime() {
		CliLoginService year = mapped(CliCredential.token(Duration.ofDays(365), Set.of("read")));
		assertThat(lifetime(year, request(Set.of("read")))).isEqualTo(Duration.ofDays(7));
		assertThat(lifetime(year, request(Set.of("read"), Method.CODE))).isEqualTo(Duration.ofDays(365));
	}

	private CliLoginService mapped(CliCredential credential) {
		return builder(SETTINGS).mapper((user, login) -> credential).build();
	}

	@Test
	void noTokenIsLimitedIfThePolicyIsOff() {
		assertThat(lifetime(service(SETTINGS.withProof(ProofPolicy.OFF)), request(Set.of())))
			.isEqualTo(Duration.ofDays(90));
		assertThat(lifetime(service(client("acme", ProofPolicy.OFF)), request(Set.of())))
			.isEqualTo(Duration.ofDays(90));
		CliLoginSettings narrow = unproven(Set.of("read"), Set.of(CliLoginFlow.CODE)).withProof(ProofPolicy.OFF);
		assertThat(logIn(service(narrow), request(Set.of("deploy"))).scopes()).containsExactly("deploy");
	}

	@Test
	void aLoginWithoutAProofGetsOnlyTheScopesForIt() {
		CliLoginService service = service(unproven(Set.of("read"), Set.of()));
		StartResult refused = new StartResult.ScopeRequiresProof(CliLoginProof.TYPED);
		assertThat(service.start(request(Set.of("read")))).isInstanceOf(StartResult.Started.class);
		assertThat(service.start(request(Set.of("read", "write")))).isEqualTo(refused);
		assertThat(service.start(request(Set.of()))).isEqualTo(refused);
		assertThat(logIn(service, request(Set.of("read", "write"), Method.CODE)).scopes()).hasSize(2);
		assertThat(logIn(service, request(Set.of(), Method.LOOPBACK)).scopes()).isEmpty();
	}

	@Test
	void aLoginWithoutAProofStartsOnlyInTheFlowsForIt() {
		CliLoginService service = service(unproven(Set.of(), Set.of(CliLoginFlow.CODE)));
		assertThat(service.start(request(Set.of()))).isEqualTo(new StartResult.ProofRequired());
		assertThat(service.start(request("acme", CliLoginFlow.CODE, Set.of()))).isInstanceOf(StartResult.Started.class);
		assertThat(service.start(request(Set.of(), Method.CODE))).isInstanceOf(StartResult.Started.class);
	}

	@Test
	void theProofOfAClientOverridesThatOfTheServer() {
		CliLoginService strict = service(client("acme", ProofPolicy.REQUIRED));
		assertThat(strict.start(request(Set.of()))).isEqualTo(new StartResult.ProofRequired());
		assertThat(strict.start(request("old", CliLoginFlow.CONFIRM, Set.of())))
			.isInstanceOf(StartResult.Started.class);
		CliLoginService lax = service(client("old", ProofPolicy.OFFERED).withProof(ProofPolicy.REQUIRED));
		assertThat(lax.start(request(Set.of()))).isEqualTo(new StartResult.ProofRequired());
		assertThat(lifetime(lax, request("old", CliLoginFlow.CONFIRM, Set.of()))).isEqualTo(Duration.ofDays(7));
		CliLoginService off = service(client("old", ProofPolicy.OFF));
		CliLoginRequest asked = request("old", CliLoginFlow.CONFIRM, Set.of(), Method.CODE);
		assertThat(start(off, asked).login().request().returnMethods()).isEmpty();
	}

	@Test
	void aClientThatRequiresAProofIsNeitherConfirmedNorCollectedWithoutOne() {
		CliLoginService lax = service(SETTINGS);
		CliLoginService strict = service(client("acme", ProofPolicy.REQUIRED));
		StartResult.Started pending = start(lax, request(Set.of()));
		assertThat(strict.confirm(pending.login().id(), this.ann)).isInstanceOf(DecisionResult.Refused.class);
		StartResult.Started confirmed = start(lax, request(Set.of()));
		confirm(lax, confirmed);
		assertThat(collect(strict, confirmed, null)).isInstanceOf(CollectResult.Rejected.class);
	}

	/** The attacker knows the device code, and the user confirms the link. */
	@ParameterizedTest
	@CsvSource({ "BROWSER, CODE", "BROWSER, LOOPBACK", "CONFIRM, CODE", "CONFIRM, LOOPBACK", "CODE, CODE",
			"CODE, LOOPBACK" })
	void aRelayedLinkCollectsNothingIfAProofIsRequired(CliLoginFlow flow, Method method) {
		CliLoginService service = service(SETTINGS.withProof(ProofPolicy.REQUIRED));
		DeviceCode own = DeviceCode.parse("ab".repeat(32)).orElseThrow();
		Challenge challenge = (flow == CliLoginFlow.BROWSER) ? own.challenge() : null;
		assertThat(service.start(request("acme", flow, Set.of()), challenge))
			.isEqualTo(new StartResult.ProofRequired());
		StartResult.Started started = (StartResult.Started) service.start(request("acme", flow, Set.of(), method),
				challenge);
		DeviceCode code = (challenge != null) ? DeviceCode.parse("r." + own.value()).orElseThrow()
				: TestLogins.code(started);
		ReturnCode right = Objects.requireNonNull(confirm(service, started));
		assertThat(service.collect(code, "acme")).isInstanceOf(CollectResult.ReturnCodeRequired.class);
		assertThat(right.method()).isEqualTo(method);
		Stream.of("B", "C", "D", "F")
			.map((letter) -> (method == Method.CODE) ? letter.repeat(6) : letter.repeat(42) + "A")
			.map((text) -> ReturnCode.parse(text).orElseThrow())
			.filter((guess) -> !guess.equals(right))
			.limit(3)
			.forEach((guess) -> assertThat(service.collect(code, "acme", guess))
				.isNotInstanceOf(CollectResult.Collected.class));
		assertThat(service.collect(code, "acme", right)).isInstanceOf(CollectResult.Rejected.class);
	}

	@Test
	void aRelayedLinkGetsNoMoreThanTheLimitsWithoutAProof() {
		CliLoginService service = service(unproven(Set.of("read"), Set.of(CliLoginFlow.CODE)));
		List<CollectResult.Collected> stolen = new ArrayList<>();
		for (CliLoginFlow flow : List.of(CliLoginFlow.CONFIRM, CliLoginFlow.CODE)) {
			for (Set<String> scopes : List.of(Set.<String>of(), Set.of("read"), Set.of("deploy"))) {
				CliLoginRequest relayed = request("acme", flow, scopes);
				if (service.start(relayed) instanceof StartResult.Started) {
					stolen.add(logIn(service, relayed));
				}
			}
		}
		assertThat(stolen).singleElement().satisfies((token) -> {
			assertThat(token.scopes()).containsExactly("read");
			assertThat(token.expiresAt()).isEqualTo(START.plus(Duration.ofDays(7)));
		});
	}

	/** A login without scopes has all permissions. */
	@ParameterizedTest
	@CsvSource({ "read,, true", "write,, false", "write, CODE, true", "deploy, CODE, false", "deploy, LOOPBACK, true",
			"'',, false", "'', CODE, false", "'', LOOPBACK, true" })
	void aScopeDemandsAProofAtTheStart(String scope, @Nullable Method method, boolean started) {
		Set<String> scopes = scope.isEmpty() ? Set.of() : new LinkedHashSet<>(List.of("read", scope));
		CliLoginProof proof = scope.equals("write") ? CliLoginProof.TYPED : CliLoginProof.LOOPBACK;
		StartResult result = service(GUARDED).start((method != null) ? request(scopes, method) : request(scopes));
		if (started) {
			assertThat(result).isInstanceOf(StartResult.Started.class);
		}
		else {
			assertThat(result).isEqualTo(new StartResult.ScopeRequiresProof(proof));
		}
	}

	@Test
	void aStartWhoseMethodsDoNotSufficeIsToldTheProofOfItsScopes() {
		CliLoginService required = service(GUARDED.withProof(ProofPolicy.REQUIRED));
		CliLoginService ofFlows = service(GUARDED
			.withUnproven(new Unproven(Duration.ofDays(7), Set.of(), Set.of(CliLoginFlow.CODE), SameNetwork.ASK)));
		for (CliLoginService service : List.of(required, ofFlows)) {
			assertThat(service.start(request(Set.of("deploy"), Method.CODE)))
				.isEqualTo(new StartResult.ScopeRequiresProof(CliLoginProof.LOOPBACK));
			assertThat(service.start(request(Set.of("deploy")))).isEqualTo(new StartResult.ProofRequired());
		}
	}

	@Test
	void aScopeThatDemandsALoopbackProofLeavesOnlyThatMethod() {
		CliLoginService service = service(GUARDED);
		StartResult.Started started = start(service, request(Set.of("deploy"), Method.CODE, Method.LOOPBACK));
		assertThat(started.login().request().returnMethods()).containsExactly(Method.LOOPBACK);
		ReturnCode code = Objects.requireNonNull(confirm(service, started));
		assertThat(code.method()).isEqualTo(Method.LOOPBACK);
		assertThat(service.typedReturnCode(started.login().id(), this.ann, new byte[32])).isEmpty();
		assertThat(collect(service, started, code)).isInstanceOf(CollectResult.Collected.class);
	}

	/** An instance without the demand may have started, confirmed or swapped it. */
	@Test
	void aLoopbackProofIsDemandedOfALoginThatAnotherInstanceStarted() {
		CliLoginService lax = service(SETTINGS);
		CliLoginService guarded = service(GUARDED);
		StartResult.Started pending = start(lax, request(Set.of("deploy"), Method.CODE, Method.LOOPBACK));
		assertThat(Objects.requireNonNull(confirm(guarded, pending)).method()).isEqualTo(Method.LOOPBACK);
		assertThat(guarded.typedReturnCode(pending.login().id(), this.ann, new byte[32])).isEmpty();
		StartResult.Started typed = start(lax, request(Set.of("deploy"), Method.CODE));
		assertThat(guarded.confirm(typed.login().id(), this.ann)).isInstanceOf(DecisionResult.Refused.class);
		StartResult.Started swapped = start(lax, request(Set.of("deploy"), Method.LOOPBACK, Method.CODE));
		confirm(lax, swapped);
		ReturnCode letters = lax.newReturnCode(swapped.login().id(), this.ann).orElseThrow();
		assertThat(collect(guarded, swapped, letters)).isInstanceOf(CollectResult.Rejected.class);
		assertThat(collect(lax, swapped, letters)).isInstanceOf(CollectResult.Rejected.class);
	}

	@Test
	void anEarlierTokenLosesTheScopesWhoseProofItLacks() {
		CliLoginService before = service(SETTINGS);
		String unproven = logIn(before, request(Set.of("read", "write", "deploy"))).credential();
		String typed = logIn(before, request(Set.of("write", "deploy"), Method.CODE)).credential();
		String deploy = logIn(before, request(Set.of("deploy"))).credential();
		assertThat(authorities(before, unproven)).contains("SCOPE_read", "SCOPE_write", "SCOPE_deploy");
		assertThat(authorities(service(GUARDED), unproven)).containsExactlyInAnyOrder("SCOPE_read", "FACTOR_BEARER");
		assertThat(authorities(service(GUARDED), typed)).containsExactlyInAnyOrder("SCOPE_write", "FACTOR_BEARER");
		assertThat(authorities(service(GUARDED), deploy)).containsExactly("FACTOR_BEARER");
		assertThat(service(GUARDED).authenticate(deploy).orElseThrow().isScoped()).isTrue();
	}

	private static List<String> authorities(CliLoginService service, String token) {
		return service.authenticate(token)
			.orElseThrow()
			.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.toList();
	}

	@Test
	void anEarlierTokenWithoutScopesIsRefusedIfItLacksAProof() {
		CliLoginService before = service(SETTINGS);
		String unproven = logIn(before, request(Set.of())).credential();
		String loopback = logIn(before, request(Set.of(), Method.LOOPBACK)).credential();
		assertThat(service(GUARDED).authenticate(unproven)).isEmpty();
		assertThat(before.authenticate(unproven)).isPresent();
		assertThat(service(GUARDED).authenticate(loopback)).isPresent();
	}

	@Test
	void theAuthenticationHasTheProof() {
		CliLoginService service = service(SETTINGS);
		String token = logIn(service, request(Set.of(), Method.LOOPBACK)).credential();
		assertThat(service.authenticate(token).orElseThrow().getProof()).isEqualTo(CliLoginProof.LOOPBACK);
	}

	@Test
	void aSettingOfAnUnknownScopeOrClientFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> unproven(Set.of("raed"), Set.of()))
			.withMessage("clilogin.unproven.scopes contains \"raed\", which clilogin.login.scopes does not contain");
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> CliLoginSettings.defaults()
						.withUnproven(new Unproven(Duration.ofDays(7), Set.of(), Set.of(CliLoginFlow.BROWSER),
								SameNetwork.ASK)))
			.withMessage("clilogin.unproven.flows contains \"browser\", which clilogin.login.flows does not contain");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SETTINGS.withDemands(new Demands(Map.of(), Map.of("raed", CliLoginProof.TYPED))))
			.withMessage("clilogin.scopes contains \"raed\", which clilogin.login.scopes does not contain");
		assertThatIllegalArgumentException().isThrownBy(() -> client("unknown", ProofPolicy.OFF));
		assertThatIllegalArgumentException().isThrownBy(() -> GUARDED.withProof(ProofPolicy.OFF))
			.withMessageContaining("clilogin.login.proof");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Unproven(Duration.ofSeconds(59), Set.of(), Set.of(), SameNetwork.ASK))
			.withMessageStartingWith("clilogin.unproven.token-lifetime must be at least 1 minute");
	}

}
