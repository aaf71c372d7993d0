package io.github.clilogin.web.limit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.web.wire.WireException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the limit of wrong user codes, directly and over HTTP.
 */
class UserCodeGuessLimitTests {

	private static final String WRONG = "BCDF-GHJK";

	private final AtomicInteger wrong = new AtomicInteger();

	@AutoClose
	private final HostApplication host = ControlledHost.start();

	private final UserCodeGuessLimit limit = new UserCodeGuessLimit(this.host.events()::add, this.host.clock());

	private final CliLogin login = this.host.logins().start().login();

	private RawResponse find(String code, String user) {
		return this.host.wire().get("/clilogin/logins?user_code=" + code, "X-Test-User: " + user);
	}

	private RawResponse link(String code, String user) {
		return this.host.wire().get("/clilogin?user_code=" + code, "X-Test-User: " + user);
	}

	private View type(String code, String user) {
		return this.host.browser("X-Test-User: " + user)
			.get("/clilogin")
			.submit("/clilogin", Map.of("user_code", code));
	}

	/** Returns another wrong code each time. */
	private String wrong() {
		String number = Integer.toString(160_000 + this.wrong.incrementAndGet(), 20);
		return "BBB" + number.chars()
			.mapToObj((digit) -> "BCDFGHJKLMNPQRSTVWXZ".substring(Character.digit(digit, 20)).substring(0, 1))
			.collect(Collectors.joining());
	}

	private void miss(String user, int times) {
		for (int i = 0; i < times; i++) {
			assertThat(find(wrong(), user).status()).isEqualTo(404);
		}
	}

	/** Returns how long to wait, or none if the wrong code was looked up. */
	private long review(String network, String user, String code) {
		try {
			this.limit.review(network, user, code, Optional::empty);
			return 0;
		}
		catch (WireException ex) {
			return Long.parseLong(ex.headers().getOrDefault("Retry-After", ""));
		}
	}

	/** Returns how long to wait, or none if the look was allowed. */
	private long look(String network, String user, boolean right) {
		try {
			assertThat(
					this.limit.review(network, user, wrong(), () -> Optional.of(this.login).filter((found) -> right)))
				.matches((found) -> found.isPresent() == right);
			return 0;
		}
		catch (WireException ex) {
			return Long.parseLong(ex.headers().getOrDefault("Retry-After", ""));
		}
	}

	@Test
	void aUserMayEnterFiveWrongCodesInAnyWay() {
		assertThat(link(wrong(), "ann").status()).isEqualTo(404);
		assertThat(type(wrong(), "ann").status()).isEqualTo(404);
		assertThat(type("x", "ann").status()).isEqualTo(404);
		miss("ann", 2);
		this.host.clock().advance(Duration.ofMinutes(2));
		RawResponse json = find(WRONG, "ann");
		assertThat(json.error()).isEqualTo("429 temporarily_unavailable");
		assertThat(json.header("Retry-After")).containsExactly("480");
		assertThat(link(WRONG, "ann").status()).isEqualTo(429);
		assertThat(type(WRONG, "ann").status()).isEqualTo(429);
	}

	@Test
	void aRefusedUserSeesAPage() {
		miss("ann", 5);
		View page = type(this.login.userCode(), "ann");
		assertThat(page.status()).isEqualTo(429);
		assertThat(page.header("Retry-After")).isEqualTo("600");
		assertThat(page.header("Cache-Control")).isEqualTo("no-store");
		assertThat(page.heading()).isEqualTo("Too many incorrect codes");
		assertThat(page.html()).contains("Wait ten minutes", "<bdi>ann</bdi>",
				"href=\"/clilogin?user_code=" + this.login.userCode() + "\"");
		assertThat(page.html()).doesNotContain("<form", this.login.id()).hasSizeLessThan(15 * 1024);
	}

	@Test
	void evenTheRightCodeIsRefusedUntilTheAnnouncedTime() {
		miss("ann", 5);
		RawResponse refused = find(this.login.userCode(), "ann");
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.body()).doesNotContain(this.login.id());
		CliLogin later = (this.host.logins().start()).login();
		this.host.clock().advance(Duration.ofSeconds(Integer.parseInt(refused.header("Retry-After").get(0)) - 1));
		assertThat(find(later.userCode(), "ann").status()).isEqualTo(429);
		this.host.clock().advance(Duration.ofSeconds(1));
		assertThat(find(later.userCode(), "ann").status()).isEqualTo(200);
	}

	@Test
	void aRightCodeIsNotCountedAndDoesNotResetTheLimit() {
		miss("ann", 4);
		for (int i = 0; i < 30; i++) {
			assertThat(find(this.login.userCode(), "ann").status()).isEqualTo(200);
			assertThat(link(this.login.userCode(), "ann").status()).isEqualTo(200);
		}
		miss("ann", 1);
		assertThat(find(this.login.userCode(), "ann").status()).isEqualTo(429);
	}

	@Test
	void anotherUserAtTheSameAddressIsNotLimited() {
		miss("ann", 5);
		assertThat(find(WRONG, "ann").status()).isEqualTo(429);
		assertThat(find(this.login.userCode(), "ben").status()).isEqualTo(200);
		miss("ben", 5);
	}

	@Test
	void anAddressMaySendTwentyWrongCodesForAllUsersTogether() {
		IntStream.range(0, 20).forEach((i) -> miss("user" + i, 1));
		RawResponse refused = find(this.login.userCode(), "ann");
		assertThat(refused.status()).isEqualTo(429);
		this.host.clock().advance(Duration.ofSeconds(Integer.parseInt(refused.header("Retry-After").get(0))));
		miss("ann", 1);
		assertThat(this.host.events()).filteredOn(CliLoginEvent.Throttled.class::isInstance)
			.containsExactly(new CliLoginEvent.Throttled(Limit.USER_CODES_PER_ADDRESS, "ann"));
	}

	@Test
	void aDecidedLoginCountsAsAWrongCodeForOtherUsersOnly() {
		this.host.service().confirm(this.login.id(), TestUsers.user("ann"));
		StartResult.Started cancelled = this.host.logins().start();
		this.host.service().confirm(cancelled.login().id(), TestUsers.user("ann"));
		this.host.service().cancel(TestLogins.code(cancelled), null);
		for (int i = 0; i < 10; i++) {
			assertThat(link(this.login.userCode(), "ann").status()).isEqualTo(200);
			assertThat(find(cancelled.login().userCode(), "ann").text("status")).isEqualTo("cancelled");
		}
		for (int i = 0; i < 6; i++) {
			assertThat(link(this.login.userCode(), "ben").status()).isEqualTo(404);
		}
		miss("ben", 4);
		assertThat(link(wrong(), "ben").status()).isEqualTo(429);
	}

	@Test
	void anExpiredLoginIsNotCounted() {
		this.host.clock().advance(Duration.ofMinutes(10));
		for (int i = 0; i < 10; i++) {
			assertThat(link(this.login.userCode(), "ann").status()).isEqualTo(410);
			assertThat(find(this.login.userCode(), "ben").text("status")).isEqualTo("expired");
		}
	}

	@Test
	void aMissingCodeIsNotCounted() {
		for (int i = 0; i < 10; i++) {
			assertThat(link("", "ann").status()).isEqualTo(200);
			assertThat(type("", "ann").status()).isEqualTo(404);
			assertThat(find("", "ann").status()).isEqualTo(400);
		}
	}

	@Test
	void aStoppedStoreIsNotCounted() {
		this.host.store().fail(true);
		for (int i = 0; i < 10; i++) {
			assertThat(link(WRONG, "ann").status()).isEqualTo(503);
			assertThat(find(WRONG, "ann").status()).isEqualTo(503);
		}
		this.host.store().fail(false);
		miss("ann", 5);
	}

	@Test
	void guessesFromManyNetworksLimitOnlyUsersAndNetworksThatGuessed() {
		for (int i = 0; i < 600; i++) {
			assertThat(look("network" + i, "user" + i, false)).isZero();
		}
		this.host.clock().advance(Duration.ofSeconds(30));
		assertThat(look("network1", "ann", true)).isEqualTo(30);
		assertThat(look("elsewhere", "user1", true)).isEqualTo(30);
		assertThat(look("elsewhere", "ann", true)).isZero();
		assertThat(look("elsewhere", "ann", false)).isZero();
		assertThat(look("elsewhere", "ben", true)).isEqualTo(30);
		assertThat(look(ClientNetworks.UNKNOWN, "eve", false)).isZero();
		assertThat(look(ClientNetworks.UNKNOWN, "joe", true)).isZero();
		assertThat(this.host.events()).filteredOn(CliLoginEvent.Throttled.class::isInstance)
			.containsExactly(new CliLoginEvent.Throttled(Limit.USER_CODES_PER_INSTANCE, "ann"));
		this.host.clock().advance(Duration.ofSeconds(30));
		assertThat(look("network1", "ann", true)).isZero();
	}

	@Test
	void theLongestOfSeveralWaitsIsAnnounced() {
		IntStream.range(0, 20).forEach((i) -> look("network", "user" + i, false));
		this.host.clock().advance(Duration.ofMinutes(1));
		IntStream.range(0, 5).forEach((i) -> look("elsewhere", "ann", false));
		assertThat(look("network", "ann", true)).isEqualTo(600);
		assertThat(look("network", "ben", true)).isEqualTo(540);
	}

	@Test
	void guessesMadeAtTheSameTimeAreAllCounted() {
		AtomicInteger looks = new AtomicInteger();
		IntStream.range(0, 500).parallel().forEach((i) -> {
			try {
				this.limit.review("network", "ann", wrong(), () -> {
					looks.incrementAndGet();
					return Optional.empty();
				});
			}
			catch (WireException ex) {
				assertThat(ex.headers()).containsEntry("Retry-After", "600");
			}
		});
		assertThat(looks).hasValue(5);
	}

	@Test
	void theSameWrongCodeCountsOnceInEverySpelling() {
		for (int i = 0; i < 6; i++) {
			assertThat(link(WRONG, "ann").status()).isEqualTo(404);
			assertThat(type(WRONG, "ann").status()).isEqualTo(404);
			assertThat(find("bcdf%20ghjk", "ann").status()).isEqualTo(404);
			assertThat(find("BCDFGHJK", "ann").status()).isEqualTo(404);
		}
		assertThat(link(this.login.userCode(), "ann").status()).isEqualTo(200);
		miss("ann", 4);
		assertThat(find(wrong(), "ann").status()).isEqualTo(429);
	}

	@Test
	void aDeadLinkCountsOnce() {
		String dead = this.login.userCode();
		this.host.service().delete(this.login.id());
		CliLogin next = this.host.logins().start().login();
		for (int i = 0; i < 6; i++) {
			assertThat(link(dead, "ann").status()).isEqualTo(404);
		}
		assertThat(link(next.userCode(), "ann").status()).isEqualTo(200);
	}

	@Test
	void aCodeCountsOnceForEachUserAndOnceForTheirNetwork() {
		for (int i = 0; i < 30; i++) {
			assertThat(find(WRONG, "user" + i).status()).isEqualTo(404);
			assertThat(find(WRONG, "user" + i).status()).isEqualTo(404);
		}
		miss("user1", 4);
		assertThat(find(wrong(), "user1").status()).isEqualTo(429);
		IntStream.range(0, 15).forEach((i) -> miss("other" + i, 1));
		assertThat(find(wrong(), "ann").status()).isEqualTo(429);
	}

	@Test
	void aCodeCountsOnceForTheInstance() {
		for (int i = 0; i < 700; i++) {
			assertThat(review("network" + i, "user" + i, WRONG)).isZero();
		}
		for (int i = 0; i < 599; i++) {
			assertThat(review("network" + i, "user" + i, wrong())).isZero();
		}
		assertThat(review("network1", "user1", wrong())).isEqualTo(60);
	}

	@Test
	void aCodeCountsAgainAfterTenMinutes() {
		find(WRONG, "ann");
		this.host.clock().advance(Duration.ofMinutes(10));
		find(WRONG, "ann");
		miss("ann", 4);
		assertThat(find(wrong(), "ann").status()).isEqualTo(429);
	}

	@Test
	void aFailedLookupReturnsItsPermit() {
		for (int i = 0; i < 10; i++) {
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> this.limit.review("network", "ann", wrong(), () -> {
					throw new IllegalStateException("The store is stopped");
				}));
		}
		assertThat(look("network", "ann", false)).isZero();
	}

	@Test
	void anEventNamesTheUserAndNoCode() {
		miss("ann", 5);
		find(this.login.userCode(), "ann");
		find(this.login.userCode(), "ann");
		assertThat(this.host.events()).filteredOn(CliLoginEvent.Throttled.class::isInstance)
			.containsExactly(new CliLoginEvent.Throttled(Limit.USER_CODES_PER_USER, "ann"));
		assertThat(this.host.events().toString()).doesNotContain(this.login.userCode());
	}

}
