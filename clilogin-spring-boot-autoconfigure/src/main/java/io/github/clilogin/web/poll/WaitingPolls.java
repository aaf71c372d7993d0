package io.github.clilogin.web.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRepository.Undelivered;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.poll.ParkedPoll.Release;
import io.github.clilogin.web.wire.WireResponse;

/**
 * Registers the polls of this instance that wait for a decision (RFC 7240 §4.3), and
 * caches pending logins. A decision of this instance releases its poll at once. A
 * decision of another instance releases it within half a second. A release is a hint:
 * responses are always made from the login. Thread-safe.
 */
public final class WaitingPolls implements AutoCloseable {

	private static final Duration ANSWER_TIME = Duration.ofSeconds(2);

	private final CliLoginWebSettings settings;

	private final RateLimits limits;

	private final WaitingSlots slots;

	private final PendingLoginCache pending;

	private final DecisionWatch watch;

	private boolean closed;

	/** Creates the registry, one per application. */
	public WaitingPolls(CliLoginRepository repository, CliLoginWebSettings settings, RateLimits limits) {
		this.settings = settings;
		this.limits = limits;
		this.slots = new WaitingSlots(settings.maxWaiting());
		this.pending = new PendingLoginCache(settings.clock(), limits.time());
		this.watch = new DecisionWatch(repository, settings.clock(), limits.time(), this.pending, this::onUndelivered,
				this::isPolled);
	}

	/**
	 * Releases the poll of the login of an event. Call it with each event of the service.
	 * @param event the event
	 */
	public void onEvent(CliLoginEvent event) {
		if (event instanceof CliLoginEvent.Decided decided) {
			release(decided.login().id());
		}
		else if (event instanceof CliLoginEvent.Collected collected) {
			release(collected.login().id());
		}
		else if (event instanceof CliLoginEvent.Cancelled cancelled) {
			release(cancelled.id());
		}
		else if (event instanceof CliLoginEvent.Evicted evicted) {
			release(evicted.id());
		}
		else if (event instanceof CliLoginEvent.Revoked revoked) {
			release(revoked.id());
		}
		else if (event instanceof CliLoginEvent.Deleted deleted) {
			release(deleted.id());
		}
	}

	/**
	 * Releases all polls and refuses new ones. Waits at most two seconds for the
	 * responses. Call it before the web server stops.
	 */
	@Override
	public void close() {
		List<ParkedPoll> all;
		synchronized (this) {
			this.closed = true;
			all = this.slots.all();
		}
		all.forEach((poll) -> release(poll, Release.CLOSED));
		this.watch.close();
		CompletableFuture.allOf(all.stream().map(ParkedPoll::end).toArray(CompletableFuture[]::new))
			.completeOnTimeout(null, ANSWER_TIME.toMillis(), TimeUnit.MILLISECONDS)
			.join();
	}

	/**
	 * Gives a poll a slot if it asks to wait and a slot is free. Call it before the login
	 * is read, so that no decision is missed. An admitted poll must {@link #leave} or
	 * {@link #park}.
	 */
	Optional<ParkedPoll> admit(String id, HttpServletRequest request) {
		Duration wait = PreferredWait.of(request, this.settings.maxWait());
		if (wait.isZero() || !request.isAsyncSupported()) {
			return Optional.empty();
		}
		ParkedPoll poll = new ParkedPoll(id, this.limits.network(request), wait);
		return add(poll) ? Optional.of(poll) : Optional.empty();
	}

	/** Replaces an older poll of the login, which stays if no slot is free. */
	private boolean add(ParkedPoll poll) {
		Optional<ParkedPoll> older;
		synchronized (this) {
			older = find(poll.id());
			older.ifPresent(this::leave);
			if (this.closed || !this.slots.hasRoomFor(poll)) {
				older.ifPresent(this.slots::enter);
				return false;
			}
			this.slots.enter(poll);
		}
		older.ifPresent((left) -> left.release(Release.REPLACED));
		return true;
	}

	Optional<Instant> findPending(String id, String tenant, @Nullable String clientId) {
		return this.pending.find(id, tenant, clientId);
	}

	void remember(CliLogin login, @Nullable String clientId) {
		this.pending.add(login.id(), login.request().tenant(), clientId, login.expiresAt());
		this.watch.start();
	}

	ServerResponse park(ParkedPoll poll, CliLogin login, Function<Release, WireResponse> response) {
		poll.ignore(login.wakeAt());
		this.watch.start();
		return poll.park(login, this.settings.clock().instant(), () -> leave(poll), response);
	}

	synchronized boolean leave(ParkedPoll poll) {
		return this.slots.leave(poll);
	}

	/** Ends the waiting poll of a login without another read. */
	void dismiss(String id) {
		find(id).ifPresent((poll) -> release(poll, Release.DISMISSED));
	}

	private void onUndelivered(Undelivered event) {
		if (find(event.id()).filter((poll) -> poll.knows(event)).isEmpty()) {
			release(event.id());
		}
	}

	/** Removes the login from the cache and releases its poll. */
	void release(String id) {
		this.pending.remove(id);
		find(id).ifPresent((poll) -> release(poll, Release.WAITED));
	}

	private synchronized Optional<ParkedPoll> find(String id) {
		return this.slots.find(id);
	}

	private void release(ParkedPoll poll, Release release) {
		if (leave(poll)) {
			poll.release(release);
		}
	}

	synchronized int size() {
		return this.slots.size();
	}

	private boolean isPolled() {
		return size() > 0 || !this.pending.isEmpty();
	}

}
