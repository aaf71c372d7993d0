package io.github.clilogin.web;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.clilogin.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RecentlyPending}.
 */
class RecentlyPendingTests {

	private static final String ID = "a".repeat(64);

	private final TestClock clock = new TestClock(Instant.parse("2026-11-21T12:00:00Z"));

	private final Instant expiresAt = this.clock.instant().plusSeconds(20);

	private final RecentlyPending recent = new RecentlyPending(this.clock);

	@BeforeEach
	void readAndLook() {
		this.recent.add(ID, "acme", this.expiresAt);
		this.recent.watched(this.clock.instant());
	}

	/** The watch goes on meanwhile. */
	private void pass(Duration time) {
		this.clock.advance(time);
		this.recent.watched(this.clock.instant());
	}

	private void assertFound() {
		assertThat(this.recent.find(ID, "acme")).contains(this.expiresAt);
	}

	private void assertNotFound() {
		assertThat(this.recent.find(ID, "acme")).isEmpty();
	}

	@Test
	void whatWasReadIsKnownForAMomentAndNoLongerForBeingAskedFor() {
		for (int i = 0; i < 3; i++) {
			assertFound();
			pass(Duration.ofSeconds(5));
		}
		assertNotFound();
	}

	@Test
	void withoutAWatchNothingIsKnown() {
		RecentlyPending unwatched = new RecentlyPending(this.clock);
		unwatched.add(ID, "acme", this.expiresAt);
		assertThat(unwatched.find(ID, "acme")).isEmpty();
	}

	@Test
	void whereTheWatchIsASecondLateNothingIsKnown() {
		this.clock.advance(Duration.ofMillis(999));
		assertFound();
		this.clock.advance(Duration.ofMillis(1));
		assertNotFound();
	}

	@Test
	void aClockThatIsSetBackMakesNoWatchYounger() {
		this.clock.advance(Duration.ofHours(-1));
		assertNotFound();
	}

	@Test
	void aClockThatIsSetBackMakesNoReadYounger() {
		pass(Duration.ofHours(-1));
		assertNotFound();
		this.recent.add(ID, "acme", this.expiresAt);
		assertFound();
	}

	@Test
	void anotherClientIsToldNothing() {
		assertThat(this.recent.find(ID, "evil")).isEmpty();
		assertThat(this.recent.find(ID, null)).isEmpty();
		this.recent.add("b".repeat(64), null, this.expiresAt);
		assertThat(this.recent.find("b".repeat(64), null)).isPresent();
		assertThat(this.recent.find("b".repeat(64), "evil")).isEmpty();
	}

	@Test
	void whatIsDecidedIsForgotten() {
		this.recent.remove(ID);
		assertNotFound();
	}

	@Test
	void aLoginIsNotPendingLongerThanItLives() {
		pass(Duration.ofSeconds(10));
		this.recent.add(ID, "acme", this.expiresAt);
		pass(Duration.ofMillis(9_999));
		assertFound();
		pass(Duration.ofMillis(1));
		assertNotFound();
	}

	@Test
	void nothingIsHeldForLonger() {
		assertThat(this.recent.isEmpty()).isFalse();
		this.clock.advance(Duration.ofSeconds(15));
		assertThat(this.recent.isEmpty()).isTrue();
	}

}
