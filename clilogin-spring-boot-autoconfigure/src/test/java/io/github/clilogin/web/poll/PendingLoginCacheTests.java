package io.github.clilogin.web.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.clilogin.testsupport.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PendingLoginCache}.
 */
class PendingLoginCacheTests {

	private static final String ID = "a".repeat(64);

	private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-21T12:00:00Z"));

	private final Instant expiresAt = this.clock.instant().plusSeconds(20);

	private final PendingLoginCache cache = new PendingLoginCache(this.clock, this.clock);

	@BeforeEach
	void readAndLook() {
		this.cache.add(ID, "", "acme", this.expiresAt);
		this.cache.looked(this.clock.getAsLong(), Set.of());
	}

	/** The watch goes on meanwhile. */
	private void pass(Duration time) {
		this.clock.advance(time);
		this.cache.looked(this.clock.getAsLong(), Set.of());
	}

	private void assertFound() {
		assertThat(this.cache.find(ID, "", "acme")).contains(this.expiresAt);
	}

	private void assertNotFound() {
		assertThat(this.cache.find(ID, "", "acme")).isEmpty();
	}

	@Test
	void aReadLoginIsCachedBrieflyAndLookupsDoNotExtendTheTime() {
		for (int i = 0; i < 3; i++) {
			assertFound();
			pass(Duration.ofSeconds(5));
		}
		assertNotFound();
	}

	@Test
	void withoutAWatchNothingIsCached() {
		PendingLoginCache unwatched = new PendingLoginCache(this.clock, this.clock);
		unwatched.add(ID, "", "acme", this.expiresAt);
		assertThat(unwatched.find(ID, "", "acme")).isEmpty();
	}

	@Test
	void nothingIsCachedIfTheWatchIsASecondLate() {
		this.clock.advance(Duration.ofMillis(999));
		assertFound();
		this.clock.advance(Duration.ofMillis(1));
		assertNotFound();
	}

	@Test
	void aClockThatIsSetBackExtendsNeitherAWatchNorACachedRead() {
		this.clock.jump(Duration.ofHours(-1));
		assertFound();
		this.clock.advance(Duration.ofSeconds(1));
		assertNotFound();
		pass(Duration.ofMillis(13_999));
		assertFound();
		pass(Duration.ofMillis(1));
		assertNotFound();
	}

	@Test
	void aLoginIsNotFoundAfterItsExpiryIfTheClockIsSetForward() {
		this.clock.jump(Duration.ofSeconds(19));
		assertFound();
		this.clock.jump(Duration.ofHours(1));
		assertNotFound();
	}

	@Test
	void loginsOfAnotherClientAreNotFound() {
		assertThat(this.cache.find(ID, "", "evil")).isEmpty();
		assertThat(this.cache.find(ID, "", null)).isEmpty();
		this.cache.add("b".repeat(64), "", null, this.expiresAt);
		assertThat(this.cache.find("b".repeat(64), "", null)).isPresent();
		assertThat(this.cache.find("b".repeat(64), "", "evil")).isEmpty();
	}

	@Test
	void loginsOfAnotherTenantAreNotFound() {
		this.cache.add("b".repeat(64), "alpha", "acme", this.expiresAt);
		assertThat(this.cache.find("b".repeat(64), "alpha", "acme")).isPresent();
		assertThat(this.cache.find("b".repeat(64), "beta", "acme")).isEmpty();
		assertThat(this.cache.find("b".repeat(64), "", "acme")).isEmpty();
		assertThat(this.cache.find(ID, "alpha", "acme")).isEmpty();
	}

	@Test
	void aDecidedLoginIsRemoved() {
		this.cache.remove(ID);
		assertNotFound();
	}

	@Test
	void aDecisionDuringAReadIsNotAddedAgain() {
		this.cache.remove(ID);
		this.cache.add(ID, "", "acme", this.expiresAt);
		assertNotFound();
		pass(Duration.ofMillis(500));
		this.cache.add(ID, "", "acme", this.expiresAt);
		assertNotFound();
	}

	@Test
	void aDecisionThatWasCollectedIsNotAddedAgain() {
		this.cache.looked(this.clock.getAsLong(), Set.of(ID));
		pass(Duration.ofMillis(500));
		this.cache.add(ID, "", "acme", this.expiresAt);
		assertNotFound();
	}

	@Test
	void anExpiredLoginIsNotFound() {
		pass(Duration.ofSeconds(10));
		this.cache.add(ID, "", "acme", this.expiresAt);
		pass(Duration.ofMillis(9_999));
		assertFound();
		pass(Duration.ofMillis(1));
		assertNotFound();
	}

	@Test
	void oldEntriesAreRemoved() {
		assertThat(this.cache.isEmpty()).isFalse();
		this.clock.advance(Duration.ofSeconds(15));
		assertThat(this.cache.isEmpty()).isTrue();
	}

	@Test
	void aLoginThatTheWatchFindsDecidedIsRemovedAndNotAddedAgain() {
		this.cache.looked(this.clock.getAsLong(), Set.of(ID));
		assertNotFound();
		this.cache.add(ID, "", "acme", this.expiresAt);
		assertNotFound();
	}

	@Test
	void anIncompleteReadOfTheWatchClearsTheCacheUntilTheNextCompleteRead() {
		this.cache.overflowed();
		this.cache.add(ID, "", "acme", this.expiresAt);
		assertNotFound();
		pass(Duration.ZERO);
		assertFound();
	}

}
