package io.github.clilogin.races;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CollectResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a race over one login.
 *
 * @param login the login afterwards
 * @param polls the results of the polls
 * @param events the events that were published on all nodes
 */
record Ending(Optional<CliLogin> login, List<CollectResult> polls, List<CliLoginEvent> events) {

	/** The different credentials that were delivered. */
	Set<String> credentials() {
		return collected().stream().map(CollectResult.Collected::credential).collect(Collectors.toSet());
	}

	private List<CollectResult.Collected> collected() {
		return this.polls.stream()
			.filter(CollectResult.Collected.class::isInstance)
			.map(CollectResult.Collected.class::cast)
			.toList();
	}

	/**
	 * Asserts that each step was published once, that the steps are a possible sequence,
	 * and that the login is in its final state.
	 */
	void isConsistent() {
		long confirmed = decided(CliLoginStatus.CONFIRMED);
		long rejected = decided(CliLoginStatus.REJECTED);
		long cancelled = count(CliLoginEvent.Cancelled.class);
		long collected = count(CliLoginEvent.Collected.class);
		long revoked = count(CliLoginEvent.Revoked.class) + revokedAll();
		assertThat(confirmed).isLessThanOrEqualTo(1);
		assertThat(rejected + cancelled + collected).isLessThanOrEqualTo(1);
		assertThat(collected).isLessThanOrEqualTo(confirmed);
		assertThat(revoked).isLessThanOrEqualTo(confirmed);
		assertThat(rejected + cancelled + revoked).isLessThanOrEqualTo(1);
		assertThat(collected()).hasSize((int) (collected + count(CliLoginEvent.Redelivered.class)));
		assertThat(credentials()).hasSize((int) collected);
		if (count(CliLoginEvent.Deleted.class) > 0) {
			assertThat(count(CliLoginEvent.Deleted.class)).isOne();
			assertThat(this.login).isEmpty();
		}
		else {
			assertThat(this.login).get().extracting(CliLogin::status).isEqualTo(status());
		}
	}

	private CliLoginStatus status() {
		if (revokedAll() + count(CliLoginEvent.Revoked.class) > 0) {
			return CliLoginStatus.REVOKED;
		}
		if (count(CliLoginEvent.Cancelled.class) > 0) {
			return CliLoginStatus.CANCELLED;
		}
		if (decided(CliLoginStatus.REJECTED) > 0) {
			return CliLoginStatus.REJECTED;
		}
		if (count(CliLoginEvent.Collected.class) > 0) {
			return CliLoginStatus.COLLECTED;
		}
		return (decided(CliLoginStatus.CONFIRMED) > 0) ? CliLoginStatus.CONFIRMED : CliLoginStatus.PENDING;
	}

	private long count(Class<? extends CliLoginEvent> type) {
		return this.events.stream().filter(type::isInstance).count();
	}

	private long decided(CliLoginStatus status) {
		return this.events.stream()
			.filter((event) -> event instanceof CliLoginEvent.Decided decided && decided.login().status() == status)
			.count();
	}

	private int revokedAll() {
		return this.events.stream()
			.filter(CliLoginEvent.RevokedAll.class::isInstance)
			.mapToInt((event) -> ((CliLoginEvent.RevokedAll) event).count())
			.sum();
	}

}
