package io.github.clilogin;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginEvent.Limit;
import io.github.clilogin.CliLoginTransition.Evict;
import io.github.clilogin.internal.NetworkShares;
import io.github.clilogin.internal.NetworkShares.Candidate;

/**
 * Admits starts while not too many logins are pending. Above four fifths of the limit, a
 * network has a share. At the limit, a login that no user has opened gives way: the
 * newest of the heaviest network. Thread-safe.
 */
final class PendingAdmission {

	/** Limits the reads and writes of one start. */
	private static final int MAX_CORRECTIONS = 20;

	private final CliLoginRepository repository;

	private final Consumer<CliLoginEvent> events;

	private final PendingLoginLimit limit;

	private final NetworkShares shares;

	private final PendingLimitReporter reporter;

	PendingAdmission(CliLoginRepository repository, int maxPending, Consumer<CliLoginEvent> events) {
		this.repository = repository;
		this.events = events;
		this.limit = new PendingLoginLimit(repository, maxPending);
		this.shares = new NetworkShares(maxPending);
		this.reporter = new PendingLimitReporter(maxPending, events);
	}

	void started(CliLogin login) {
		this.shares.start(login.id(), address(login.request()), login.createdAt(), login.expiresAt());
	}

	/** Releases the place of an admitted start that stored no login. */
	void notStarted() {
		this.limit.release();
	}

	/**
	 * Counts an opened or decided login as opened. Removes a cancelled or deleted login
	 * that no user had opened, and frees its place.
	 */
	void onEvent(CliLoginEvent event) {
		if (event instanceof CliLoginEvent.Opened opened) {
			this.shares.open(opened.login().id());
		}
		else if (event instanceof CliLoginEvent.Decided decided) {
			this.shares.open(decided.login().id());
		}
		else if (event instanceof CliLoginEvent.Cancelled cancelled) {
			end(cancelled.id());
		}
		else if (event instanceof CliLoginEvent.Deleted deleted) {
			end(deleted.id());
		}
	}

	private static @Nullable String address(CliLoginRequest request) {
		return request.isAddressUncertain() ? null : request.remoteAddress();
	}

	private void end(String id) {
		if (this.shares.end(id)) {
			this.limit.release();
		}
	}

	/** Returns whether a start may be refused, or evict a login. */
	boolean isNearlyFull(Instant now) {
		return this.limit.isNearlyReached(now);
	}

	boolean admits(CliLoginRequest request, Instant now) {
		if (this.limit.isNearlyReached(now) && hasUsedShare(request, now)) {
			this.reporter.refused(Limit.PENDING_PER_ADDRESS, now);
			return false;
		}
		if (this.limit.admits(now)) {
			return true;
		}
		boolean evicted = evict(request, now);
		if (evicted) {
			this.reporter.evicted(now);
		}
		else {
			this.reporter.refused(Limit.MAX_PENDING, now);
		}
		return evicted;
	}

	/** Admits a network of which many counts are outdated, because it is busy. */
	private boolean hasUsedShare(CliLoginRequest request, Instant now) {
		for (int i = 0; i < MAX_CORRECTIONS; i++) {
			Optional<String> oldest = this.shares.oldestIfFull(address(request), now);
			if (oldest.isEmpty()) {
				return false;
			}
			if (isUnopened(oldest.get(), now)) {
				return true;
			}
		}
		return false;
	}

	/** Makes room by a login of the heaviest network, unless that is the requester's. */
	private boolean evict(CliLoginRequest request, Instant now) {
		for (int i = 0; i < MAX_CORRECTIONS; i++) {
			Optional<Candidate> found = this.shares.candidate(address(request), now);
			if (found.isEmpty() || (found.get().own() && isUnopened(found.get().id(), now))) {
				return false;
			}
			if (!found.get().own() && evict(found.get().id(), now)) {
				return true;
			}
		}
		return false;
	}

	private boolean evict(String id, Instant now) {
		// Before the write, so that two starts do not choose the same login
		this.shares.remove(id);
		boolean evicted = this.repository.apply(id, new Evict(now));
		if (evicted) {
			this.events.accept(new CliLoginEvent.Evicted(id));
		}
		return evicted;
	}

	/**
	 * Reads a login before a refusal because of it, since another instance may have
	 * opened or ended it.
	 */
	private boolean isUnopened(String id, Instant now) {
		boolean unopened = this.repository.findById(id).filter(new Evict(now)::isAllowedBy).isPresent();
		if (!unopened) {
			this.shares.open(id);
		}
		return unopened;
	}

}
