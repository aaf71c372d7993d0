package io.github.clilogin.web.poll;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests polls that are answered without a read, over HTTP.
 */
class RememberedPollTests {

	private static final String PENDING = "400 authorization_pending";

	@AutoClose
	private final HostApplication host = ControlledHost.start();

	private final RawResponse device = this.host.wire().form("/clilogin/device", "");

	private RawResponse poll() {
		return this.host.wire()
			.form("/clilogin/token", "grant_type=device_code&device_code=" + this.device.text("device_code"));
	}

	/** Polls until the watch has looked, for then nothing is read. */
	private void beRemembered() {
		TestWaits.await("a poll without a read").until(() -> !isRead());
	}

	private boolean isRead() {
		int before = this.host.store().reads();
		assertThat(poll().error()).isEqualTo(PENDING);
		return this.host.store().reads() > before;
	}

	private void confirmElsewhere() {
		this.host.elsewhere().confirm(this.host.loginOf(this.device).id(), TestUsers.user("ann"));
	}

	@Test
	void aDecisionOnThisInstanceIsReturnedAtOnce() {
		beRemembered();
		this.host.confirmed(this.device);
		assertThat(poll().status()).isEqualTo(200);
	}

	@Test
	void aDecisionOnAnotherInstanceIsReturnedAfterTheWatchHasRead() {
		beRemembered();
		confirmElsewhere();
		TestWaits.await("the decision").until(() -> poll().status() == 200);
	}

	@Test
	void pollsAtTheIntervalAreNotRead() {
		beRemembered();
		for (int i = 0; i < 2; i++) {
			this.host.clock().advance(Duration.ofMillis(5_500));
			this.host.store().awaitLooks(2);
			assertThat(isRead()).isFalse();
		}
	}

	@Test
	void aPollThatComesLateIsRead() {
		beRemembered();
		this.host.clock().advance(Duration.ofMillis(7_501));
		this.host.store().awaitLooks(2);
		assertThat(isRead()).isTrue();
	}

	@Test
	void aDecisionThatTheWatchMissesIsReturnedAfterTheCacheTime() {
		this.host.store().decisions(Set::of);
		beRemembered();
		confirmElsewhere();
		assertThat(poll().error()).isEqualTo(PENDING);
		this.host.clock().advance(Duration.ofSeconds(15));
		assertThat(poll().status()).isEqualTo(200);
	}

	@Test
	void everyPollIsAReadIfTheWatchFails() throws Exception {
		beRemembered();
		this.host.store().decisions(() -> {
			throw new IllegalStateException("No look");
		});
		this.host.clock().advance(Duration.ofSeconds(5));
		// The first one has failed when the second one begins
		this.host.store().awaitLooks(2);
		assertThat(isRead()).isTrue();
		assertThat(isRead()).isTrue();
	}

	@Test
	void everyPollIsAReadIfTheWatchReadsOnlyPartOfTheDecisions() {
		beRemembered();
		Set<String> many = IntStream.range(0, DecisionWatch.MAX_EVENTS)
			.mapToObj(Integer::toString)
			.collect(Collectors.toSet());
		Semaphore looks = new Semaphore(0);
		this.host.store().decisions(() -> {
			looks.release();
			return many;
		});
		TestWaits.await("an incomplete look").until(() -> isRead() && looks.availablePermits() > 1);
		assertThat(isRead()).isTrue();
		assertThat(isRead()).isTrue();
		this.host.store().decisions(Set::of);
		beRemembered();
	}

}
