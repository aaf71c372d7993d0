package io.github.clilogin.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.clilogin.internal.NetworkShares.Candidate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link NetworkShares}.
 */
class NetworkSharesTests {

	private static final String OFFICE = "203.0.113.1";

	private static final String HOSTILE = "203.0.113.2";

	private static final String OTHER = "203.0.113.3";

	private Instant now = Instant.parse("2026-11-21T12:00:00Z");

	private int number;

	private final NetworkShares shares = new NetworkShares(10_000);

	private List<String> start(@Nullable String address, int count) {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String id = String.format("%064x", this.number++);
			this.shares.start(id, address, this.now, this.now.plus(Duration.ofMinutes(10)));
			ids.add(id);
		}
		return ids;
	}

	private void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

	@Test
	void aShareIsTwoPercentOfTheCap() {
		start(OFFICE, 199);
		assertThat(this.shares.oldestIfFull(OFFICE, this.now)).isEmpty();
		start(OFFICE, 1);
		assertThat(this.shares.oldestIfFull(OFFICE, this.now)).contains("0".repeat(64));
		assertThat(this.shares.oldestIfFull(OTHER, this.now)).isEmpty();
	}

	@Test
	@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void aLoginThatIsStartedAgainWithTheSameIdCountsOnce() {
		String id = start(OFFICE, 1).get(0);
		this.shares.open(id);
		advance(Duration.ofMinutes(2));
		this.shares.start(id, OTHER, this.now, this.now.plus(Duration.ofMinutes(10)));
		assertThat(this.shares.size()).isEqualTo(1);
		advance(Duration.ofMinutes(9));
		assertThat(this.shares.candidate(HOSTILE, this.now)).map(NetworkShares.Candidate::id).contains(id);
		advance(Duration.ofMinutes(1));
		assertThat(this.shares.candidate(HOSTILE, this.now)).isEmpty();
		assertThat(this.shares.size()).isZero();
	}

	@Test
	void unknownAddressesHaveTenShares() {
		start(null, 1_000);
		start("localhost", 999);
		assertThat(this.shares.oldestIfFull(null, this.now)).isEmpty();
		start("localhost", 1);
		assertThat(this.shares.oldestIfFull(null, this.now)).isPresent();
	}

	@Test
	void networksOf56And48BitsHaveFourAndSixteenShares() {
		for (int i = 0; i < 3_200; i++) {
			String address = "2001:db8:1:" + Integer.toHexString(i) + "::1";
			boolean of56 = i < 256 && i % 2 == 0;
			start(address, of56 ? 6 : 1);
		}
		assertThat(this.shares.oldestIfFull("2001:db8:1:10::1", this.now)).as("its /56 has 896").isPresent();
		assertThat(this.shares.oldestIfFull("2001:db8:1:ffff::1", this.now)).as("its /48 has 3,840").isPresent();
		assertThat(this.shares.oldestIfFull("2001:db8:2::1", this.now)).isEmpty();
	}

	@Test
	void loginsThatStayUnopenedAreHeavierThanManyNewOnes() {
		List<String> hostile = start(HOSTILE, 10);
		advance(NetworkShares.OPENING_TIME);
		start(OFFICE, 50);
		assertThat(this.shares.candidate(OTHER, this.now)).contains(new Candidate(hostile.get(9), false));
		assertThat(this.shares.candidate(OFFICE, this.now)).contains(new Candidate(hostile.get(9), false));
		assertThat(this.shares.candidate(HOSTILE, this.now)).contains(new Candidate(hostile.get(0), true));
	}

	@Test
	void eachOpenedLoginMakesUpForAnIdleOneUntilItExpires() {
		List<String> office = start(OFFICE, 40);
		List<String> hostile = start(HOSTILE, 10);
		office.subList(0, 20).forEach(this.shares::open);
		advance(NetworkShares.OPENING_TIME);
		assertThat(this.shares.candidate(OTHER, this.now)).contains(new Candidate(hostile.get(9), false));
		assertThat(this.shares.end(office.get(0))).isFalse();
		assertThat(this.shares.end(hostile.get(9))).isTrue();
		assertThat(this.shares.candidate(OTHER, this.now)).contains(new Candidate(hostile.get(8), false));
		advance(Duration.ofMinutes(10));
		assertThat(this.shares.candidate(OTHER, this.now)).isEmpty();
	}

	@Test
	void aClockThatIsSetBackDoesNotLoseACount() {
		List<String> hostile = start(HOSTILE, 2);
		advance(Duration.ofHours(-1));
		start(OFFICE, 1);
		assertThat(this.shares.candidate(OTHER, this.now)).contains(new Candidate(hostile.get(1), false));
		advance(Duration.ofHours(2));
		assertThat(this.shares.candidate(OTHER, this.now)).isEmpty();
	}

	@Test
	void loginsFromBeforeAClockThatIsSetBackDoNotHideUnopenedOnes() {
		start(OTHER, 1);
		advance(Duration.ofHours(-1));
		List<String> hostile = start(HOSTILE, 10);
		advance(NetworkShares.OPENING_TIME);
		start(OFFICE, 50);
		assertThat(this.shares.candidate(OTHER, this.now)).contains(new Candidate(hostile.get(9), false));
	}

	@Test
	void loginsFromBeforeAClockThatIsSetBackAreUnopened() {
		List<String> hostile = start(HOSTILE, 10);
		advance(Duration.ofHours(-1));
		start(OFFICE, 50);
		assertThat(this.shares.candidate(OTHER, this.now)).contains(new Candidate(hostile.get(9), false));
	}

	@Test
	void aStartOfAnotherThreadThatSeesALaterTimeIsNew() {
		start(HOSTILE, 10);
		advance(Duration.ofMillis(-10));
		List<String> office = start(OFFICE, 50);
		assertThat(this.shares.candidate(OTHER, this.now)).contains(new Candidate(office.get(49), false));
	}

	@Test
	void manyNetworksDoNotExhaustTheMemory() {
		for (int i = 0; i < NetworkShares.MAX_LOGINS + 10; i++) {
			start("2001:" + Integer.toHexString(i & 0xffff) + ":" + Integer.toHexString(i >> 16) + "::1", 1);
		}
		assertThat(this.shares.size()).isEqualTo(NetworkShares.MAX_LOGINS);
		advance(Duration.ofMinutes(10));
		this.shares.candidate(OTHER, this.now);
		assertThat(this.shares.size()).isZero();
	}

}
