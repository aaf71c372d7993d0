package io.github.clilogin;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.github.clilogin.memory.MemoryCliLogins;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.Transient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.switchuser.SwitchUserGrantedAuthority;
import io.github.clilogin.CliLogin.IssuedCredential;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.Revocation;
import io.github.clilogin.CliLoginEvent.Summary;
import io.github.clilogin.DeviceCode.Challenge;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.store.Field;
import io.github.clilogin.testsupport.ForwardingRepository;
import io.github.clilogin.testsupport.MovableClock;
import io.github.clilogin.testsupport.CapturedLog;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestLogins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests of {@link CliLoginService} on the in-memory store.
 */
class CliLoginServiceTests {

	private static final Instant START = Instant.parse("2026-11-21T12:00:00.123Z");

	private final MovableClock clock = MovableClock.at(START.plusNanos(456_789));

	private final List<CliLoginEvent> events = new ArrayList<>();

	private final TestUsers users = new TestUsers((id) -> id.toUpperCase(Locale.ROOT));

	private final CliLoginRepository repository = MemoryCliLogins.repository();

	private final Authentication ann = TestUsers.user("ann", "ROLE_USER", "FACTOR_PASSWORD", "SCOPE_other");

	private final Authentication ben = TestUsers.user("ben");

	private CliLoginSettings settings = settings(Set.of(), Map.of());

	private CliCredentialMapper mapper = (user, login) -> CliCredential.token();

	private CliLoginService service() {
		return service(this.repository);
	}

	private CliLoginService service(CliLoginRepository store) {
		return builder(store).build();
	}

	private CliLoginService.Builder builder(CliLoginRepository store) {
		return TestLogins.builder(store, this.users)
			.mapper((user, login) -> this.mapper.map(user, login))
			.settings(this.settings)
			.clock(this.clock)
			.listener(this.events::add);
	}

	private static CliLoginSettings settings(Set<String> scopes, Map<String, String> clients) {
		CliLoginSettings defaults = CliLoginSettings.defaults();
		return new CliLoginSettings(Set.of(CliLoginFlow.values()), defaults.lifetime(), defaults.collectWindow(), 5,
				scopes, clients, defaults.proof(), defaults.token());
	}

	private TestLogins logins() {
		return new TestLogins(service());
	}

	private StartResult.Started start() {
		return logins().start();
	}

	private StartResult.Started start(CliLoginRequest request) {
		return logins().start(request);
	}

	private StartResult.Started confirmed() {
		return logins().confirmed(this.ann);
	}

	private CollectResult poll(StartResult.Started started) {
		return logins().collect(started);
	}

	private String token(StartResult.Started started) {
		return logins().credential(started);
	}

	@Test
	void startStoresAPendingLoginKnownByTheHashOfItsDeviceCode() {
		StartResult.Started started = start();
		CliLogin login = started.login();
		assertThat(login.status()).isEqualTo(CliLoginStatus.PENDING);
		assertThat(login.createdAt()).isEqualTo(START);
		assertThat(login.expiresAt()).isEqualTo(START.plus(Duration.ofMinutes(10)));
		assertThat(login.id()).isEqualTo(TestLogins.code(started).id()).matches("[0-9a-f]{64}");
		assertThat(login.userCode()).matches("[BCDFGHJKLMNPQRSTVWXZ]{8}");
		assertThat(this.repository.findById(login.id())).contains(login);
		assertThat(this.events).containsExactly(new CliLoginEvent.Started(Summary.of(login)));
	}

	@Test
	void startRefusesAFlowAClientOrAScopeThatIsNotConfigured() {
		this.settings = new CliLoginSettings(Set.of(CliLoginFlow.CONFIRM), Duration.ofMinutes(1), Duration.ofMinutes(1),
				5, Set.of("read"), Map.of("acme", "Acme"), CliLoginSettings.ProofPolicy.OFFERED,
				CliLoginSettings.Token.defaults());
		assertThat(service().start(CliLoginRequest.of(CliLoginFlow.CODE))).isEqualTo(new StartResult.FlowNotEnabled());
		assertThat(service().start(request(null))).isEqualTo(new StartResult.ClientNotAllowed());
		assertThat(service().start(request("evil"))).isEqualTo(new StartResult.ClientNotAllowed());
		assertThat(service().start(request("acme", "read", "write"))).isEqualTo(new StartResult.UnknownScope("write"));
		assertThat(service().start(request("acme", "read"))).isInstanceOf(StartResult.Started.class);
	}

	private static CliLoginRequest request(@Nullable String clientId, String... scopes) {
		return CliLoginRequest.builder(CliLoginFlow.CONFIRM)
			.clientId(clientId)
			.scopes(new LinkedHashSet<>(Arrays.asList(scopes)))
			.build();
	}

	@Test
	void startRefusesLoginsAboveTheCapUntilOthersExpire() {
		CliLoginService service = service();
		for (int i = 0; i < 5; i++) {
			assertThat(service.start(request(null))).isInstanceOf(StartResult.Started.class);
		}
		assertThat(service.start(request(null))).isInstanceOf(StartResult.Full.class);
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(service.start(request(null))).isInstanceOf(StartResult.Started.class);
	}

	@Test
	void startDrawsAnotherUserCodeWhenOneIsTakenAndGivesUpAfterFive() {
		int[] inserts = new int[1];
		CliLoginRepository crowded = new ForwardingRepository(this.repository) {
			@Override
			public Insert insert(CliLogin login) {
				return (++inserts[0] < 5) ? Insert.USER_CODE_TAKEN : super.insert(login);
			}
		};
		CliLoginService service = builder(crowded).settings(CliLoginSettings.defaults()).build();
		assertThat(service.start(request(null))).isInstanceOf(StartResult.Started.class);
		inserts[0] = -5;
		assertThat(service.start(request(null))).isInstanceOf(StartResult.Full.class);
		assertThat(inserts[0]).isZero();
	}

	@Test
	void aChallengeIsTheIdAndIsUsedOnce() {
		DeviceCode own = DeviceCode.parse("ab".repeat(32)).orElseThrow();
		CliLoginRequest request = CliLoginRequest.of(CliLoginFlow.BROWSER);
		StartResult.Started started = (StartResult.Started) service().start(request, new Challenge(own.id()));
		assertThat(started.code()).isNull();
		assertThat(started.login().id()).isEqualTo(own.id());
		assertThat(started.login().expiresAt()).isEqualTo(START.plus(Duration.ofMinutes(5)));
		service().confirm(own.id(), this.ann);
		assertThat(service().start(request, new Challenge(own.id()))).isEqualTo(new StartResult.ChallengeUsed());
		assertThat(service().collect(own, null)).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void aBrowserStartWhoseAnswerWasLostReturnsTheSameLogin() {
		Challenge challenge = new Challenge("ab".repeat(32), "cd".repeat(32));
		CliLogin login = ((StartResult.Started) service().start(browserStart().build(), challenge)).login();
		this.clock.advance(Duration.ofMinutes(2));
		CliLoginRequest elsewhere = browserStart().remoteAddress("203.0.113.9").addressUncertain(true).build();
		assertThat(service().start(elsewhere, challenge)).isEqualTo(new StartResult.Started(login, null));
		assertThat(this.repository.findById(login.id())).contains(login);
		assertThat(this.events).containsExactly(new CliLoginEvent.Started(Summary.of(login)));
	}

	@Test
	void aRepeatedBrowserStartNeitherEvictsNorCounts() {
		CliLoginService service = service();
		Challenge challenge = new Challenge("ab".repeat(32), "cd".repeat(32));
		CliLogin login = ((StartResult.Started) service.start(browserStart().build(), challenge)).login();
		for (int i = 1; i <= 5; i++) {
			assertRepeated(service, challenge, login);
			CliLoginRequest next = CliLoginRequest.builder(CliLoginFlow.CONFIRM).remoteAddress("198.51.100.1").build();
			assertThat(service.start(next)).isInstanceOf((i < 5) ? StartResult.Started.class : StartResult.Full.class);
		}
		assertRepeated(service, challenge, login);
		assertThat(this.repository.findById(login.id())).contains(login);
		assertThat(this.events).filteredOn(CliLoginEvent.Started.class::isInstance).hasSize(5);
		assertThat(this.events).noneMatch(CliLoginEvent.Evicted.class::isInstance);
	}

	private static void assertRepeated(CliLoginService service, Challenge challenge, CliLogin login) {
		CliLoginRequest other = browserStart().deviceName("other").build();
		for (int i = 0; i < 5; i++) {
			assertThat(service.start(browserStart().build(), challenge))
				.isEqualTo(new StartResult.Started(login, null));
			assertThat(service.start(other, challenge)).isEqualTo(new StartResult.ChallengeUsed());
		}
	}

	@Test
	void anotherBrowserStartWithTheSameChallengeIsRefused() {
		Challenge challenge = new Challenge("ab".repeat(32), "cd".repeat(32));
		this.settings = settings(Set.of("read"), Map.of());
		CliLogin login = ((StartResult.Started) service().start(browserStart().build(), challenge)).login();
		List<CliLoginRequest> others = List.of(browserStart().clientId("evil").build(),
				browserStart().clientVersion("2").build(), browserStart().deviceName("other").build(),
				browserStart().scopes(Set.of("read")).build(), browserStart().tenant("beta").build(),
				browserStart().choices(Set.of("beta")).build());
		assertThat(others).allSatisfy((other) -> assertThat(service().forTenant(other.tenant()).start(other, challenge))
			.isEqualTo(new StartResult.ChallengeUsed()));
		for (String seed : Arrays.asList(null, "ef".repeat(32))) {
			assertThat(service().start(browserStart().build(), new Challenge(login.id(), seed)))
				.isEqualTo(new StartResult.ChallengeUsed());
		}
		assertThat(this.repository.findById(login.id())).contains(login);
	}

	@Test
	void aBrowserStartIsNotRepeatedOnceItsLoginHasEnded() {
		for (String end : List.of("rejected", "expired", "confirmed")) {
			Challenge challenge = new Challenge(end.length() + "ab".repeat(31) + "a", "cd".repeat(32));
			service().start(browserStart().build(), challenge);
			switch (end) {
				case "rejected" -> service().reject(challenge.hash(), this.ann, null);
				case "confirmed" -> service().confirm(challenge.hash(), this.ann);
				default -> this.clock.advance(Duration.ofMinutes(5));
			}
			assertThat(service().start(browserStart().build(), challenge)).as(end)
				.isEqualTo(new StartResult.ChallengeUsed());
		}
	}

	private static CliLoginRequest.Builder browserStart() {
		return CliLoginRequest.builder(CliLoginFlow.BROWSER)
			.clientId("acme")
			.clientVersion("1")
			.deviceName("laptop")
			.remoteAddress("203.0.113.7")
			.userAgent("acme/1");
	}

	@Test
	void aChallengeBelongsToTheBrowserFlowAndOnlyToIt() {
		Challenge challenge = new Challenge("ab".repeat(32));
		assertThat(service().start(CliLoginRequest.of(CliLoginFlow.CONFIRM), challenge))
			.isEqualTo(new StartResult.FlowNotEnabled());
		assertThat(service().start(CliLoginRequest.of(CliLoginFlow.BROWSER)))
			.isEqualTo(new StartResult.FlowNotEnabled());
		assertThatIllegalArgumentException().isThrownBy(() -> new Challenge("AB".repeat(32)));
	}

	@Test
	void reviewAcceptsEverySpellingOfAUserCode() {
		CliLogin login = start().login();
		String code = login.userCode();
		String lower = code.toLowerCase(Locale.ROOT);
		assertThat(service().review(login.displayedUserCode(), this.ann)).contains(opened(login));
		assertThat(service().review("  " + lower.substring(0, 4) + " \u2013 " + lower.substring(4) + "\n", this.ann))
			.contains(opened(login));
		assertThat(service().review(fullWidth(code), this.ann)).contains(opened(login));
		assertThat(service().review("", this.ann)).isEmpty();
		assertThat(service().review("BCDFGHJ1", this.ann)).isEmpty();
		assertThat(service().review("B".repeat(10_000), this.ann)).isEmpty();
	}

	private static CliLogin opened(CliLogin login) {
		return new CliLoginTransition.Open(login.createdAt()).applyTo(login).orElseThrow();
	}

	@Test
	void reviewDoesNotMistakeAUserCodeForAnId() {
		CliLogin login = start().login();
		assertThat(service().reviewById(login.id(), this.ann)).contains(opened(login));
		assertThat(service().reviewById(login.userCode(), this.ann)).isEmpty();
		assertThat(service().review(login.id(), this.ann)).isEmpty();
	}

	@Test
	void reviewFindsABrowserLoginByItsIdOnly() {
		StartResult started = service().start(CliLoginRequest.of(CliLoginFlow.BROWSER), new Challenge("ab".repeat(32)));
		CliLogin login = ((StartResult.Started) started).login();
		assertThat(service().reviewById(login.id(), this.ann)).contains(opened(login));
		assertThat(service().review(login.userCode(), this.ann)).isEmpty();
	}

	@Test
	void theFirstReviewOfAPendingLoginIsStoredAndPublished() {
		CliLogin login = start().login();
		service().review(login.userCode(), this.ann);
		this.clock.advance(Duration.ofSeconds(1));
		service().reviewById(login.id(), this.ben);
		assertThat(this.repository.findById(login.id())).contains(opened(login));
		assertThat(this.events).last().isEqualTo(new CliLoginEvent.Opened(CliLoginEvent.Summary.of(login), "ann"));
	}

	@Test
	void aUserCanOpenTwentyLoginsInTenMinutesAndSeesFurtherOnes() {
		this.settings = CliLoginSettings.defaults();
		CliLoginService service = service();
		for (int i = 0; i < 25; i++) {
			CliLogin login = ((StartResult.Started) service.start(CliLoginRequest.of(CliLoginFlow.CONFIRM))).login();
			assertThat(service.review(login.userCode(), this.ann)).isPresent();
			assertThat(service.reviewById(login.id(), this.ann)).isPresent();
			boolean stored = this.repository.findById(login.id()).orElseThrow().row().has(Field.OPENED_AT);
			assertThat(stored).as("login %s", i).isEqualTo(i < 20);
		}
		CliLogin other = ((StartResult.Started) service.start(CliLoginRequest.of(CliLoginFlow.CONFIRM))).login();
		service.review(other.userCode(), this.ben);
		assertThat(this.repository.findById(other.id()).orElseThrow().row().has(Field.OPENED_AT)).isTrue();
	}

	@Test
	void aLoginThatAnotherUserConfirmsDuringTheReviewIsNotShown() {
		CliLogin login = start().login();
		CliLoginService overtaken = service(new ForwardingRepository(this.repository) {
			@Override
			public boolean apply(String id, CliLoginTransition transition) {
				service().confirm(id, CliLoginServiceTests.this.ann);
				return super.apply(id, transition);
			}
		});
		assertThat(overtaken.review(login.userCode(), this.ben)).isEmpty();
		assertThat(overtaken.reviewById(login.id(), this.ben)).isEmpty();
		assertThat(service().reviewById(login.id(), this.ann)).isPresent();
	}

	@Test
	void aReviewSucceedsIfItCannotBeStored() {
		CliLogin login = start().login();
		CliLoginService service = service(new ForwardingRepository(this.repository) {
			@Override
			public boolean apply(String id, CliLoginTransition transition) {
				throw new IllegalStateException("The store is stopped");
			}
		});
		assertThat(service.review(login.userCode(), this.ann)).contains(login);
	}

	@Test
	void aReviewShowsALoginThatWasEvictedMeanwhile() {
		CliLogin login = start().login();
		CliLoginService service = service(new ForwardingRepository(this.repository) {
			@Override
			public boolean apply(String id, CliLoginTransition transition) {
				super.apply(id, new CliLoginTransition.Evict(transition.now()));
				return super.apply(id, transition);
			}
		});
		assertThat(service.review(login.userCode(), this.ann)).map(CliLogin::status).contains(CliLoginStatus.CANCELLED);
	}

	@Test
	void reviewShowsADecidedLoginToTheUserWhoDecidedItOnly() {
		for (String decision : List.of("confirmed", "collected", "rejected", "revoked")) {
			CliLogin login = decided(decision);
			assertThat(service().review(login.userCode(), this.ann)).as(decision).contains(login);
			assertThat(service().reviewById(login.id(), this.ann)).as(decision).contains(login);
			assertThat(service().review(login.userCode(), this.ben)).as(decision).isEmpty();
			assertThat(service().reviewById(login.id(), this.ben)).as(decision).isEmpty();
		}
	}

	private CliLogin decided(String decision) {
		StartResult.Started started = decision.equals("rejected") ? start() : confirmed();
		String id = started.login().id();
		switch (decision) {
			case "collected" -> token(started);
			case "rejected" -> service().reject(id, this.ann, null);
			case "revoked" -> service().revoke("ann", id);
			default -> assertThat(decision).isEqualTo("confirmed");
		}
		return this.repository.findById(id).orElseThrow();
	}

	@Test
	void reviewHidesALoginThatTheHostDecidedFromEveryUser() {
		CliLogin login = start().login();
		service().reject(login.id(), null, "maintenance");
		assertThat(service().review(login.userCode(), this.ann)).isEmpty();
		assertThat(service().reviewById(login.id(), this.ann)).isEmpty();
	}

	@Test
	void reviewShowsAnExpiredOrCancelledLoginToEveryUser() {
		StartResult.Started cancelled = start();
		service().cancel(TestLogins.code(cancelled), null);
		CliLogin expired = start().login();
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(service().reviewById(cancelled.login().id(), this.ben)).isPresent();
		assertThat(service().review(expired.userCode(), this.ben)).contains(expired);
	}

	@Test
	void aTokenMayNotReview() {
		CliTokenAuthentication token = service().authenticate(token(confirmed())).orElseThrow();
		CliLogin login = start().login();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> service().review(login.userCode(), token));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> service().reviewById(login.id(), token));
	}

	private static String fullWidth(String code) {
		StringBuilder wide = new StringBuilder();
		code.chars().forEach((letter) -> wide.append((char) (letter - 'A' + '\uFF21')));
		return wide.toString();
	}

	@Test
	void confirmThenCollectGivesATokenThatActsForTheUser() {
		StartResult.Started started = start();
		assertThat(poll(started)).isInstanceOf(CollectResult.Pending.class);
		DecisionResult decided = service().confirm(started.login().id(), this.ann);
		assertThat(decided).isInstanceOf(DecisionResult.Decided.class);
		CollectResult.Collected collected = (CollectResult.Collected) poll(started);
		assertThat(collected.credential()).matches("clt_[0-9A-Za-z]{49}");
		assertThat(collected.type()).isEqualTo("Bearer");
		assertThat(collected.account()).isEqualTo("ANN");
		assertThat(collected.expiresAt()).isEqualTo(START.plus(Duration.ofDays(7)));
		CliTokenAuthentication user = service().authenticate(collected.credential()).orElseThrow();
		assertThat(user.getName()).isEqualTo("ann");
		assertThat(user.isAuthenticated()).isTrue();
		assertThat(user.getAuthorities()).extracting(GrantedAuthority::getAuthority)
			.containsExactlyInAnyOrder("ROLE_USER", "FACTOR_BEARER");
		assertThat(user.getLogin().id()).isEqualTo(started.login().id());
		assertThat(user.getCredentials()).isEqualTo("");
	}

	@Test
	void aTokenIsNeverStoredInASession() {
		assertThat(CliTokenAuthentication.class).hasAnnotation(Transient.class);
	}

	@Test
	void theNameOfAnAccountIsCleanedForTerminals() {
		assertThat(new CliUser("ann", "An\u001B[31mn\u202E", Set.of(), false).name()).isEqualTo("An[31mn");
		assertThat(new CliUser("ann", "\u202E ", Set.of(), false).name()).isEqualTo("ann");
	}

	@Test
	void aLoginWithScopesCarriesOnlyTheScopesGranted() {
		this.settings = settings(Set.of("read", "write"), Map.of());
		this.mapper = (user, login) -> CliCredential.token(Duration.ofHours(1), Set.of("read"));
		StartResult.Started started = start(request(null, "write", "read"));
		service().confirm(started.login().id(), this.ann);
		CollectResult.Collected collected = (CollectResult.Collected) poll(started);
		assertThat(collected.scopes()).containsExactly("read");
		assertThat(collected.expiresAt()).isEqualTo(START.plus(Duration.ofHours(1)));
		assertThat(service().authenticate(collected.credential()).orElseThrow().getAuthorities())
			.extracting(GrantedAuthority::getAuthority)
			.containsExactlyInAnyOrder("SCOPE_read", "FACTOR_BEARER");
	}

	@Test
	void aMapperMayNotWidenTheScopes() {
		this.settings = settings(Set.of("read", "write"), Map.of());
		StartResult.Started started = start(request(null, "read"));
		for (Set<String> wider : List.of(Set.of("read", "write"), Set.<String>of())) {
			this.mapper = (user, login) -> CliCredential.token(Duration.ofHours(1), wider);
			assertThatIllegalStateException().isThrownBy(() -> service().confirm(started.login().id(), this.ann))
				.withMessageContaining("must be a non-empty subset");
		}
		assertThat(poll(started)).isInstanceOf(CollectResult.Pending.class);
	}

	@Test
	void aMapperMustReturnAUsableCredential() {
		StartResult.Started started = start();
		assertThatIllegalArgumentException().isThrownBy(() -> CliCredential.token(Duration.ofDays(-1), Set.of()))
			.withMessageContaining("positive");
		this.mapper = nothing();
		assertThatNullPointerException().isThrownBy(() -> service().confirm(started.login().id(), this.ann))
			.withMessageContaining("CliCredentialMapper");
		assertThat(poll(started)).isInstanceOf(CollectResult.Pending.class);
	}

	@SuppressWarnings("NullAway") // what a host without null checks may do
	private static CliCredentialMapper nothing() {
		return (user, login) -> null;
	}

	@Test
	void aTokenDecidesNothing() {
		CliTokenAuthentication token = service().authenticate(token(confirmed())).orElseThrow();
		StartResult.Started other = start();
		String id = other.login().id();
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> service().confirm(id, token));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> service().confirm(id, token, CliCredential.token()));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> service().reject(id, token, null));
		assertThat(poll(other)).isInstanceOf(CollectResult.Pending.class);
	}

	@Test
	void aTokenWhoseAccountIsNotLoadedAgainHasAShorterLife() {
		CliUserService remembering = CliLoginSecurity.userService(() -> null);
		this.settings = this.settings.withProof(CliLoginSettings.ProofPolicy.OFF);
		CliLoginService service = CliLoginService.builder(this.repository, remembering)
			.settings(this.settings)
			.clock(this.clock)
			.build();
		assertThat(expiry(service, this.ann)).isEqualTo(START.plus(Duration.ofDays(30)));
		CliLoginService own = CliLoginService.builder(this.repository, remembering)
			.settings(this.settings)
			.clock(this.clock)
			.mapper((user, login) -> CliCredential.token(Duration.ofDays(60), Set.of()))
			.build();
		assertThat(expiry(own, this.ann)).isEqualTo(START.plus(Duration.ofDays(60)));
		assertThat(expiry(service(), this.ann)).isEqualTo(START.plus(Duration.ofDays(90)));
	}

	@Test
	void theShorterLifeIsWarnedOfOnceAndNotAtAllIfItIsNotShorter() {
		CliUserService remembering = CliLoginSecurity.userService(() -> null);
		CliLoginService service = CliLoginService.builder(this.repository, remembering).build();
		try (CapturedLog log = new CapturedLog(TokenIssuer.class)) {
			expiry(service, this.ann);
			expiry(service, this.ann);
			expiry(service(), this.ann);
			assertThat(log.messages()).hasSize(1)
				.first()
				.asString()
				.contains("clilogin.token.unverified-lifetime", "30 days", "90 days");
		}
	}

	private static @Nullable Instant expiry(CliLoginService service, Authentication user) {
		StartResult.Started started = (StartResult.Started) service.start(CliLoginRequest.of(CliLoginFlow.CONFIRM));
		service.confirm(started.login().id(), user);
		DeviceCode code = Objects.requireNonNull(started.code());
		return ((CollectResult.Collected) service.collect(code, null)).expiresAt();
	}

	@Test
	void theIdleTimeOfATokenMustExceedTheTimeBetweenTwoStoredUses() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> new CliLoginSettings.Token(Duration.ofDays(1), Duration.ofMinutes(4), Duration.ofDays(1), "clt_"))
			.withMessageContaining("idle");
	}

	@Test
	void aDecisionIsPublishedEvenIfTheLoginIsCancelledRightAfterwards() {
		CliLoginRepository cancelled = new ForwardingRepository(this.repository) {
			@Override
			public boolean apply(String id, CliLoginTransition transition) {
				boolean won = super.apply(id, transition);
				super.apply(id, new CliLoginTransition.Cancel(transition.now()));
				return won;
			}
		};
		CliLoginService service = service(cancelled);
		StartResult.Started started = start();
		assertThat(service.confirm(started.login().id(), this.ann)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(this.events).last()
			.isInstanceOfSatisfying(CliLoginEvent.Decided.class,
					(event) -> assertThat(event.login().status()).isEqualTo(CliLoginStatus.CONFIRMED));
	}

	@Test
	void aMapperThatThrowsLeavesTheLoginPending() {
		StartResult.Started started = start();
		this.mapper = (user, login) -> {
			throw new IllegalStateException("no credential today");
		};
		assertThatIllegalStateException().isThrownBy(() -> service().confirm(started.login().id(), this.ann));
		assertThat(poll(started)).isInstanceOf(CollectResult.Pending.class);
	}

	@Test
	void aMapperThatRefusesRejectsTheLogin() {
		StartResult.Started started = start();
		this.mapper = (user, login) -> CliCredential.refuse("Not for\u001B[31m contractors");
		assertThat(service().confirm(started.login().id(), this.ann)).isInstanceOf(DecisionResult.Refused.class);
		assertThat(poll(started)).isEqualTo(new CollectResult.Rejected("Not for[31m contractors"));
	}

	@Test
	void anAccountThatIsNotFoundConfirmsNothingAndOneWarningPerMinuteNamesTheCure() {
		StartResult.Started started = start();
		this.users.close("ann");
		this.mapper = (user, login) -> {
			throw new IllegalStateException("the account comes first");
		};
		CliLoginService service = service();
		try (CapturedLog log = new CapturedLog(LoginDecider.class)) {
			assertThat(service.confirm(started.login().id(), this.ann))
				.isInstanceOf(DecisionResult.AccountUnavailable.class);
			assertThat(log.messages()).singleElement().asString().startsWith("WARNING").contains("CliUserService");
			service.confirm(started.login().id(), this.ann);
			assertThat(log.messages()).hasSize(1);
			this.clock.advance(Duration.ofMinutes(1));
			service.confirm(started.login().id(), this.ann);
			assertThat(log.messages()).hasSize(2);
		}
		assertThat(poll(started)).isInstanceOf(CollectResult.Pending.class);
		assertThat(this.events).noneMatch(CliLoginEvent.Decided.class::isInstance);
		assertThat(service.confirm(started.login().id(), this.ben, CliCredential.token()))
			.isInstanceOf(DecisionResult.Decided.class);
	}

	@Test
	void aUserWhoActsAsAnotherConfirmsNothingUnlessTheHostAllowsIt() {
		StartResult.Started started = start();
		String id = started.login().id();
		Authentication acting = new TestingAuthenticationToken("ann", "",
				List.of(new SimpleGrantedAuthority("ROLE_USER"),
						new SwitchUserGrantedAuthority("ROLE_PREVIOUS_ADMINISTRATOR", this.ben)));
		assertThat(service().canConfirm(acting)).isFalse();
		assertThat(service().canConfirm(this.ann)).isTrue();
		assertThat(service().confirm(id, acting)).isInstanceOf(DecisionResult.Impersonated.class);
		assertThat(service().confirm(id, acting, CliCredential.token()))
			.isInstanceOf(DecisionResult.Impersonated.class);
		assertThat(poll(started)).isInstanceOf(CollectResult.Pending.class);
		CliLoginService allowing = CliLoginService.builder(this.repository, this.users)
			.clock(this.clock)
			.listener(this.events::add)
			.impersonation(true)
			.build();
		assertThat(allowing.canConfirm(acting)).isTrue();
		assertThat(allowing.confirm(id, acting)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(this.events).last()
			.isInstanceOfSatisfying(CliLoginEvent.Decided.class, (event) -> assertThat(event.login().owner())
				.isEqualTo(new CliUser("ann", "ANN", null, null, "ben", Set.of("ROLE_USER"), true)));
		assertThat(token(started)).isNotEmpty();
	}

	@Test
	void anAccountThatCannotBeReadLeavesTheLoginPending() {
		StartResult.Started started = start();
		CliUserService failing = new CliUserService() {

			@Override
			public CliUser remember(Authentication user) {
				return CliLoginServiceTests.this.users.remember(user);
			}

			@Override
			public Optional<Authentication> load(CliUser user) {
				throw new IllegalStateException("accounts down");
			}

		};
		CliLoginService service = CliLoginService.builder(this.repository, failing).clock(this.clock).build();
		assertThatIllegalStateException().isThrownBy(() -> service.confirm(started.login().id(), this.ann));
		assertThat(poll(started)).isInstanceOf(CollectResult.Pending.class);
	}

	@Test
	void anOwnTokenNeedsAUser() {
		StartResult.Started started = start();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> service().confirm(started.login().id(), null, CliCredential.token()))
			.withMessageContaining("requires a user");
		assertThat(poll(started)).isInstanceOf(CollectResult.Pending.class);
	}

	@Test
	void confirmingTwiceIsTheSameForTheSameUserAndContestedByAnother() {
		StartResult.Started started = confirmed();
		String id = started.login().id();
		assertThat(service().confirm(id, this.ann)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(service().confirm(id, this.ben)).isInstanceOf(DecisionResult.AlreadyDecided.class);
		assertThat(this.events).last()
			.isInstanceOfSatisfying(CliLoginEvent.Contested.class,
					(contested) -> assertThat(contested.by()).isEqualTo("ben"));
		token(started);
		assertThat(service().confirm(id, this.ann)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(this.events).filteredOn(CliLoginEvent.Decided.class::isInstance).hasSize(1);
	}

	@Test
	void onlyTheConfirmerOrTheHostMayStillRejectAConfirmedLogin() {
		String id = confirmed().login().id();
		assertThat(service().reject(id, this.ben, "mine!")).isInstanceOf(DecisionResult.AlreadyDecided.class);
		assertThat(service().reject(id, this.ann, "wrong machine")).isInstanceOf(DecisionResult.Decided.class);
		assertThat(service().reject(id, this.ann, null)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(service().confirm(id, this.ann)).isInstanceOf(DecisionResult.AlreadyDecided.class);
		String other = confirmed().login().id();
		assertThat(service().reject(other, null, "by policy")).isInstanceOf(DecisionResult.Decided.class);
	}

	@Test
	void aRejectionReachesTheTerminalWithItsMessage() {
		StartResult.Started started = start();
		service().reject(started.login().id(), this.ann, "not\nmine");
		assertThat(poll(started)).isEqualTo(new CollectResult.Rejected("not mine"));
		StartResult.Started silent = start();
		service().reject(silent.login().id(), this.ann, null);
		assertThat(poll(silent)).isEqualTo(new CollectResult.Rejected(null));
		StartResult.Started byHost = start();
		service().reject(byHost.login().id(), null, null);
		assertThat(poll(byHost)).isEqualTo(new CollectResult.Rejected("Rejected by the application"));
	}

	@Test
	void decisionsOnUnknownOrExpiredLoginsAreReportedAsSuch() {
		String unknown = "0".repeat(64);
		assertThat(service().confirm(unknown, this.ann)).isEqualTo(new DecisionResult.NotFound());
		assertThat(service().reject(unknown, this.ann, null)).isEqualTo(new DecisionResult.NotFound());
		String id = start().login().id();
		this.clock.advance(Duration.ofMinutes(10));
		assertThat(service().confirm(id, this.ann)).isEqualTo(new DecisionResult.Expired());
		assertThat(service().reject(id, this.ann, null)).isEqualTo(new DecisionResult.Expired());
	}

	@Test
	void aPollSaysExpiredIfTheLoginWasNotDecidedInTime() {
		StartResult.Started started = start();
		this.clock.advance(Duration.ofMinutes(10).minusMillis(1));
		assertThat(poll(started)).isInstanceOf(CollectResult.Pending.class);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(poll(started)).isEqualTo(new CollectResult.Expired());
	}

	@Test
	void aLoginThatIsConfirmedInTimeHasNotExpiredForAPollThatReadsSlowly() {
		StartResult.Started started = start();
		CliLoginRepository slow = new ForwardingRepository(this.repository) {
			@Override
			public Optional<CliLogin> findById(String id) {
				Optional<CliLogin> found = super.findById(id);
				service().confirm(id, CliLoginServiceTests.this.ann);
				CliLoginServiceTests.this.clock.advance(Duration.ofSeconds(1));
				return found;
			}
		};
		CliLoginService service = service(slow);
		this.clock.advance(Duration.ofMinutes(10).minusSeconds(1));
		assertThat(service.collect(TestLogins.code(started), null)).isInstanceOf(CollectResult.Pending.class);
		assertThat(service.collect(TestLogins.code(started), null)).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void aConfirmedLoginHasItsOwnTimeToBeCollected() {
		StartResult.Started started = start();
		this.clock.advance(Duration.ofMinutes(10).minusMillis(1));
		service().confirm(started.login().id(), this.ann);
		this.clock.advance(Duration.ofMinutes(2).minusMillis(1));
		assertThat(poll(started)).isInstanceOf(CollectResult.Collected.class);
		StartResult.Started late = confirmed();
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(poll(late)).isEqualTo(new CollectResult.Expired());
	}

	@Test
	void anotherClientsPollIsUnknownAndAMissingClientOnlyIfClientsAreConfigured() {
		StartResult.Started started = start(request("acme"));
		DeviceCode code = TestLogins.code(started);
		assertThat(service().collect(code, "evil")).isEqualTo(new CollectResult.Unknown());
		assertThat(service().collect(code, null)).isInstanceOf(CollectResult.Pending.class);
		this.settings = settings(Set.of(), Map.of("acme", "Acme"));
		assertThat(service().collect(code, null)).isEqualTo(new CollectResult.Unknown());
		assertThat(service().collect(code, "acme")).isInstanceOf(CollectResult.Pending.class);
	}

	@Test
	void aClientWhoseIdWasCleanedPollsItsLogin() {
		StartResult.Started started = start(request("ac\u202Eme "));
		assertThat(service().collect(TestLogins.code(started), "ac\u202Eme "))
			.isInstanceOf(CollectResult.Pending.class);
	}

	@Test
	void theSameBytesAreDeliveredAgainUntilTheTokensFirstUse() {
		StartResult.Started started = confirmed();
		String token = token(started);
		this.clock.advance(Duration.ofMinutes(5).minusMillis(1));
		assertThat(token(started)).isEqualTo(token);
		assertThat(service().authenticate(token)).isPresent();
		assertThat(poll(started)).isEqualTo(new CollectResult.Unknown());
		assertThat(this.events).last().isInstanceOf(CliLoginEvent.Replayed.class);
		assertThat(this.repository.findById(started.login().id()).orElseThrow().pendingCredential()).isNull();
	}

	@Test
	void theGraceEndsAfterFiveMinutesOrTwentyRepeats() {
		StartResult.Started started = confirmed();
		token(started);
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(poll(started)).isEqualTo(new CollectResult.Unknown());
		StartResult.Started greedy = confirmed();
		for (int i = 0; i < 21; i++) {
			token(greedy);
		}
		assertThat(poll(greedy)).isEqualTo(new CollectResult.Unknown());
	}

	@Test
	void noCredentialIsDeliveredAfterTheAccountIsGone() {
		StartResult.Started started = confirmed();
		StartResult.Started inGrace = confirmed();
		String token = token(inGrace);
		this.users.close("ann");
		CollectResult unavailable = new CollectResult.Rejected(
				"The account was not found, or it is locked, disabled or expired");
		assertThat(poll(started)).isEqualTo(unavailable);
		assertThat(poll(started)).isEqualTo(unavailable);
		assertThat(service().authenticate(token)).isEmpty();
		assertThat(poll(inGrace)).isEqualTo(unavailable);
		assertThat(this.events).last()
			.isEqualTo(new CliLoginEvent.Revoked(inGrace.login().id(), Revocation.BY_ACCOUNT));
	}

	@Test
	void aLoginCanBeCancelledUntilItsTokenIsUsed() {
		StartResult.Started pending = start();
		assertThat(service().cancel(TestLogins.code(pending), null)).isTrue();
		assertThat(service().cancel(TestLogins.code(pending), null)).isFalse();
		assertThat(poll(pending)).isEqualTo(new CollectResult.Expired());
		StartResult.Started confirmed = confirmed();
		assertThat(service().cancel(TestLogins.code(confirmed), null)).isTrue();
		assertThat(poll(confirmed)).isEqualTo(new CollectResult.Expired());
		StartResult.Started collected = confirmed();
		String token = token(collected);
		assertThat(service().cancel(TestLogins.code(collected), null)).isTrue();
		assertThat(service().authenticate(token)).isEmpty();
		StartResult.Started used = confirmed();
		String live = token(used);
		service().authenticate(live);
		assertThat(service().cancel(TestLogins.code(used), null)).isFalse();
		assertThat(service().authenticate(live)).isPresent();
	}

	@Test
	void onlyTheClientThatStartedALoginCancelsIt() {
		StartResult.Started started = start();
		assertThat(service().cancel(TestLogins.code(started), "another")).isFalse();
		assertThat(poll(started)).isInstanceOf(CollectResult.Pending.class);
		assertThat(service().cancel(TestLogins.code(started), started.login().request().clientId())).isTrue();
		assertThat(poll(started)).isEqualTo(new CollectResult.Expired());
	}

	@Test
	void aTokenExpiresAfterItsLifetimeAndWhenIdle() {
		this.settings = this.settings.withProof(CliLoginSettings.ProofPolicy.OFF);
		StartResult.Started idle = confirmed();
		String token = token(idle);
		this.clock.advance(Duration.ofDays(30).minusMillis(1));
		assertThat(service().authenticate(token)).isPresent();
		this.clock.advance(Duration.ofDays(30).minusMillis(1));
		assertThat(service().authenticate(token)).isPresent();
		this.clock.advance(Duration.ofDays(29));
		assertThat(service().authenticate(token)).isPresent();
		this.clock.advance(Duration.ofDays(1).plusMillis(2));
		assertThat(service().authenticate(token)).isEmpty();
		StartResult.Started unused = confirmed();
		String other = token(unused);
		this.clock.advance(Duration.ofDays(30));
		assertThat(service().authenticate(other)).isEmpty();
	}

	@Test
	void theUseOfATokenIsStoredEveryFiveMinutesAtMost() {
		StartResult.Started started = confirmed();
		String token = token(started);
		service().authenticate(token);
		this.clock.advance(Duration.ofMinutes(5));
		service().authenticate(token);
		assertThat(lastUsed(started)).isEqualTo(START);
		this.clock.advance(Duration.ofMillis(1));
		service().authenticate(token);
		assertThat(lastUsed(started)).isEqualTo(START.plus(Duration.ofMinutes(5)).plusMillis(1));
	}

	private Instant lastUsed(StartResult.Started started) {
		IssuedCredential issuedCredential = this.repository.findById(started.login().id())
			.orElseThrow()
			.issuedCredential();
		return Objects.requireNonNull(Objects.requireNonNull(issuedCredential).lastUsedAt());
	}

	@Test
	void aCallSucceedsEvenIfTheUseOfItsTokenCannotBeStored() {
		StartResult.Started started = confirmed();
		String token = token(started);
		CliLoginRepository readOnly = new ForwardingRepository(this.repository) {
			@Override
			public boolean apply(String id, CliLoginTransition transition) {
				throw new IllegalStateException("no primary");
			}
		};
		CliLoginService service = service(readOnly);
		assertThat(service.authenticate(token)).isPresent();
	}

	@Test
	void aMalformedTokenIsRefusedWithoutARead() {
		CliLoginRepository unreachable = new ForwardingRepository(this.repository) {
			@Override
			public Optional<CliLogin> findByTokenHash(String tokenHash) {
				throw new IllegalStateException("was read");
			}
		};
		CliLoginService service = service(unreachable);
		String token = token(confirmed());
		String typo = token.substring(0, 10) + ((token.charAt(10) == 'x') ? 'y' : 'x') + token.substring(11);
		for (String text : List.of("", "clt_", "Bearer", typo, token + "0", "ghp_" + token.substring(4))) {
			assertThat(service.authenticate(text)).isEmpty();
			assertThat(service.revoke(text)).isFalse();
		}
		assertThatIllegalStateException().isThrownBy(() -> service.authenticate(token));
	}

	@Test
	void anOwnerListsAndRevokesLiveTokensOnly() {
		StartResult.Started first = confirmed();
		token(first);
		this.clock.advance(Duration.ofSeconds(1));
		StartResult.Started second = confirmed();
		token(second);
		confirmed();
		CliLoginService service = service();
		assertThat(service.logins("ann")).extracting(CliLogin::id)
			.containsExactly(second.login().id(), first.login().id());
		assertThat(service.logins("ben")).isEmpty();
		assertThat(service.revoke("ben", first.login().id())).isFalse();
		assertThat(service.revoke("ann", first.login().id())).isTrue();
		assertThat(service.revoke("ann", first.login().id())).isFalse();
		assertThat(service.logins("ann")).extracting(CliLogin::id).containsExactly(second.login().id());
	}

	@Test
	void revokeAllCoversConfirmedLoginsThatAreNotCollected() {
		StartResult.Started collected = confirmed();
		String token = token(collected);
		StartResult.Started waiting = confirmed();
		assertThat(service().revokeAll("ann")).isEqualTo(2);
		assertThat(service().authenticate(token)).isEmpty();
		assertThat(poll(waiting)).isEqualTo(new CollectResult.Rejected("Access was revoked"));
	}

	@Test
	void revokeAllEndsConfirmationsInProgress() {
		StartResult.Started started = start();
		CliLoginService service = builder(this.repository).mapper((user, login) -> {
			assertThat(service().revokeAll("ann")).isZero();
			return CliCredential.token();
		}).build();
		assertThat(service.confirm(started.login().id(), TestUsers.user("ann")))
			.isInstanceOf(DecisionResult.Decided.class);
		assertThat(poll(started)).isEqualTo(new CollectResult.Rejected("Access was revoked"));
		assertThat(poll(started)).isEqualTo(new CollectResult.Rejected("Access was revoked"));
		assertThat(this.events).filteredOn(CliLoginEvent.Revoked.class::isInstance)
			.containsExactly(new CliLoginEvent.Revoked(started.login().id(), "ann"));
	}

	@Test
	void revokeAllEndsConfirmedLoginsEvenIfItsInstanceCrashesInBetween() {
		StartResult.Started started = confirmed();
		StartResult.Started ofBen = logins().confirmed(this.ben);
		CliLoginService crashing = service(new ForwardingRepository(this.repository) {
			@Override
			public int revokeAll(String ownerId, @Nullable String keepId, Instant now) {
				throw new IllegalStateException("crashed");
			}
		});
		assertThatIllegalStateException().isThrownBy(() -> crashing.revokeAll("ann"));
		assertThat(poll(started)).isEqualTo(new CollectResult.Rejected("Access was revoked"));
		assertThat(poll(ofBen)).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void aLoginThatIsConfirmedAfterRevokeAllIsCollected() {
		service().revokeAll("ann");
		StartResult.Started first = confirmed();
		assertThat(service().authenticate(token(first))).isPresent();
		service().revokeAll("ann");
		assertThat(service().authenticate(token(confirmed()))).isPresent();
	}

	@Test
	void aSlowPollDoesNotRevokeTheLoginThatAnotherPollCollectedAndRevokeOthersKeeps() {
		StartResult.Started kept = confirmed();
		List<CollectResult> first = new ArrayList<>();
		CliLoginService slow = service(new ForwardingRepository(this.repository) {
			@Override
			public Optional<String> findOwnerGeneration(String ownerId) {
				if (first.isEmpty()) {
					first.add(poll(kept));
					service().revokeOthers("ann", kept.login().id());
				}
				return super.findOwnerGeneration(ownerId);
			}
		});
		assertThat(slow.collect(TestLogins.code(kept), null)).isEqualTo(first.get(0))
			.isInstanceOf(CollectResult.Collected.class);
		assertThat(service().logins("ann")).hasSize(1);
	}

	@Test
	void aTokenIsDeliveredAgainAfterOtherLoginsWereRevoked() {
		StartResult.Started kept = confirmed();
		CollectResult first = poll(kept);
		service().revokeOthers("ann", kept.login().id());
		assertThat(poll(kept)).isEqualTo(first);
	}

	@Test
	void theUserWhoConfirmedRejectsACollectedLoginByRevokingIt() {
		StartResult.Started started = confirmed();
		String token = token(started);
		String id = started.login().id();
		assertThat(service().reject(id, this.ben, null)).isInstanceOf(DecisionResult.AlreadyDecided.class);
		assertThat(service().reject(id, null, null)).isInstanceOf(DecisionResult.AlreadyDecided.class);
		assertThat(service().authenticate(token)).isPresent();
		for (int i = 0; i < 2; i++) {
			assertThat(service().reject(id, this.ann, "changed my mind")).isInstanceOfSatisfying(
					DecisionResult.Decided.class,
					(decided) -> assertThat(decided.login().status()).isEqualTo(CliLoginStatus.REVOKED));
		}
		assertThat(service().authenticate(token)).isEmpty();
		assertThat(poll(started)).isEqualTo(new CollectResult.Rejected("Access was revoked"));
		assertThat(this.events).filteredOn(CliLoginEvent.Revoked.class::isInstance)
			.containsExactly(new CliLoginEvent.Revoked(id, "ann"));
	}

	@Test
	void aRejectionThatLosesARaceWithTheCollectionRevokesTheToken() {
		StartResult.Started started = confirmed();
		CliLoginService slow = service(new ForwardingRepository(this.repository) {
			@Override
			public boolean apply(String id, CliLoginTransition transition) {
				if (transition instanceof CliLoginTransition.Reject) {
					poll(started);
				}
				return super.apply(id, transition);
			}
		});
		assertThat(slow.reject(started.login().id(), this.ann, null)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(service().logins("ann")).isEmpty();
	}

	@Test
	void revokeOthersKeepsOne() {
		StartResult.Started kept = confirmed();
		String token = token(kept);
		String other = token(confirmed());
		assertThat(service().revokeOthers("ann", kept.login().id())).isEqualTo(1);
		assertThat(service().authenticate(token)).isPresent();
		assertThat(service().authenticate(other)).isEmpty();
	}

	@Test
	void aTokenCanRevokeItself() {
		StartResult.Started started = confirmed();
		String token = token(started);
		assertThat(service().revoke(token)).isTrue();
		assertThat(service().authenticate(token)).isEmpty();
		assertThat(poll(started)).isEqualTo(new CollectResult.Rejected("Access was revoked"));
		assertThat(service().revoke(token)).isTrue();
		assertThat(this.events).filteredOn(CliLoginEvent.Revoked.class::isInstance).hasSize(1);
	}

	@Test
	void deletingALoginRevokesItsToken() {
		StartResult.Started started = confirmed();
		String token = token(started);
		assertThat(service().delete(started.login().id())).isTrue();
		assertThat(service().delete(started.login().id())).isFalse();
		assertThat(service().authenticate(token)).isEmpty();
		assertThat(poll(started)).isEqualTo(new CollectResult.Unknown());
	}

	@Test
	void aListenerThatThrowsChangesNoOutcome() {
		CliLoginService service = builder(this.repository).listener((event) -> {
			throw new IllegalStateException("listener");
		}).build();
		assertThat(service.start(request(null))).isInstanceOf(StartResult.Started.class);
	}

	@Test
	void eventsContainTheNewStateAndNoSecret() {
		StartResult.Started started = confirmed();
		token(started);
		token(started);
		assertThat(this.events).filteredOn(CliLoginEvent.Collected.class::isInstance)
			.singleElement()
			.isInstanceOfSatisfying(CliLoginEvent.Collected.class,
					(event) -> assertThat(event.login().status()).isEqualTo(CliLoginStatus.COLLECTED));
		assertThat(this.events).last().isInstanceOf(CliLoginEvent.Redelivered.class);
		assertThat(Summary.class.getRecordComponents()).extracting(RecordComponent::getName)
			.containsExactly("id", "request", "status", "owner", "decision", "choices", "proof");
	}

	@Test
	void nothingPrintsASecret() {
		StartResult.Started started = confirmed();
		CliLogin confirmed = this.repository.findById(started.login().id()).orElseThrow();
		CollectResult.Collected collected = (CollectResult.Collected) poll(started);
		DeviceCode code = TestLogins.code(started);
		PendingCredential.OwnToken recipe = (PendingCredential.OwnToken) Objects
			.requireNonNull(confirmed.pendingCredential());
		String printed = List
			.of(started, code, confirmed, recipe, collected, this.events, CliCredential.of("s3cret"),
					service().authenticate(collected.credential()).orElseThrow())
			.toString();
		assertThat(printed).doesNotContain(code.value(), recipe.salt(), collected.credential(), "s3cret",
				started.login().userCode(), started.login().displayedUserCode());
	}

}
