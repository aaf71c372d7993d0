package io.github.clilogin.web.poll;

import java.time.Duration;
import java.time.Instant;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.testsupport.MovableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PollThrottle}.
 */
class PollThrottleTests {

	private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-21T12:00:00Z"));

	private final PollThrottle gate = new PollThrottle(Duration.ofSeconds(5), Duration.ofMinutes(10), this.clock);

	private final CliLogin login = login("a");

	private CliLogin login(String digit) {
		Instant now = this.clock.instant();
		return CliLogin.builder(digit.repeat(64), "BCDFGHJK", CliLoginRequest.of(CliLoginFlow.CONFIRM))
			.createdAt(now)
			.expiresAt(now.plusSeconds(600))
			.build();
	}

	private PollThrottle.Pace pollAfter(double seconds) {
		this.clock.advance(Duration.ofMillis(Math.round(seconds * 1000)));
		return this.gate.poll(this.login.id());
	}

	private static void assertInTime(PollThrottle.Pace pace) {
		assertThat(pace.tooEarly()).isFalse();
	}

	private static void assertTooEarly(PollThrottle.Pace pace, int interval) {
		assertThat(pace.tooEarly()).isTrue();
		assertThat(pace.interval()).isEqualTo(Duration.ofSeconds(interval));
	}

	@Test
	void theFirstPollIsFreeEvenAtOnce() {
		assertInTime(this.gate.poll(this.login.id()));
		assertInTime(pollAfter(5));
	}

	@Test
	void pollsWithinASecondCountAsOne() {
		for (int i = 0; i < 10; i++) {
			assertInTime(pollAfter((i == 0) ? 0 : 4.1));
			assertInTime(pollAfter(0.1));
			assertInTime(pollAfter(0.8));
		}
		assertThat(pollAfter(4.1).interval()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void aQuarterOfTheIntervalIsTolerated() {
		assertInTime(pollAfter(0));
		assertInTime(pollAfter(3.75));
		assertTooEarly(pollAfter(3.749), 10);
	}

	@Test
	void anEarlyPollRaisesTheIntervalAndDoesNotRestartIt() {
		assertInTime(pollAfter(0));
		assertTooEarly(pollAfter(2), 10);
		assertInTime(pollAfter(5.5));
		assertTooEarly(pollAfter(5), 15);
	}

	@Test
	void aRetriedEarlyPollRaisesTheIntervalOnce() {
		assertInTime(pollAfter(0));
		assertTooEarly(pollAfter(2), 10);
		assertTooEarly(pollAfter(0.5), 10);
		assertTooEarly(pollAfter(1), 15);
	}

	@Test
	void aClientThatObeysIsServedAgain() {
		assertInTime(pollAfter(0));
		int interval = pollAfter(2).interval().toSecondsPart();
		for (int i = 0; i < 5; i++) {
			assertInTime(pollAfter(interval));
		}
	}

	@Test
	void aClientMayPollImmediatelyAfterAWait() {
		assertInTime(this.gate.waited(this.login.id()));
		assertInTime(pollAfter(2));
		assertTooEarly(pollAfter(2), 10);
	}

	@Test
	void aRaisedIntervalIsKeptAfterAWait() {
		assertInTime(pollAfter(0));
		assertTooEarly(pollAfter(2), 10);
		assertInTime(this.gate.waited(this.login.id()));
		assertThat(pollAfter(2).interval()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void eachLoginHasItsOwnInterval() {
		assertInTime(pollAfter(0));
		this.clock.advance(Duration.ofSeconds(2));
		assertInTime(this.gate.poll(login("b").id()));
	}

	@Test
	void aClockThatIsSetBackOrForwardChangesNoInterval() {
		assertInTime(pollAfter(0));
		this.clock.jump(Duration.ofHours(-1));
		assertInTime(pollAfter(5));
		this.clock.jump(Duration.ofHours(2));
		assertTooEarly(pollAfter(2), 10);
	}

}
