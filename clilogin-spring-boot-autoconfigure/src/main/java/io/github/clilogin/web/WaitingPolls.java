package io.github.clilogin.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.web.WaitingPoll.Release;

/**
 * The polls of this instance that wait for a decision (RFC 7240 §4.3) instead of being
 * told to come again, and the logins whose polls need not be looked up. Polls that wait
 * are released by decisions made here at once, by decisions made elsewhere within half a
 * second, and by themselves when their time is over. To be released is a hint: the answer
 * always comes from the login. Safe for use by many threads.
 */
public final class WaitingPolls implements AutoCloseable {

	private final CliLoginWebSettings settings;

	private final CliLoginLimits limits;

	private final Places places;

	private final RecentlyPending recent;

	private final DecisionWatch watch;

	private @Nullable Thread watching;

	private boolean closed;

	private WaitingPolls(CliLoginRepository repository, CliLoginWebSettings settings, CliLoginLimits limits) {
		this.settings = settings;
		this.limits = limits;
		this.places = new Places(settings.maxWaiting());
		this.recent = new RecentlyPending(settings.clock());
		this.watch = new DecisionWatch(repository, settings.clock(), this);
	}

	static WaitingPolls of(CliLoginRepository repository, CliLoginWebSettings settings, CliLoginLimits limits) {
		return new WaitingPolls(repository, settings, limits);
	}

	/**
	 * Releases the poll of the login that something happened to. To be called with each
	 * event of the service.
	 * @param event what happened
	 */
	public void happened(CliLoginEvent event) {
		if (event instanceof CliLoginEvent.Decided decided) {
			release(decided.login().id());
		}
		else if (event instanceof CliLoginEvent.Cancelled cancelled) {
			release(cancelled.id());
		}
		else if (event instanceof CliLoginEvent.Revoked revoked) {
			release(revoked.id());
		}
		else if (event instanceof CliLoginEvent.Deleted deleted) {
			release(deleted.id());
		}
	}

	/**
	 * Releases all and lets no more wait: to be called before the web server waits for
	 * its requests to end.
	 */
	@Override
	public void close() {
		List<WaitingPoll> all;
		synchronized (this) {
			this.closed = true;
			all = this.places.all();
		}
		all.forEach((poll) -> release(poll, Release.ENDED));
		synchronized (this) {
			notifyAll();
		}
	}

	/**
	 * Lets a poll wait, unless too many do or it does not ask to. Comes before the login
	 * is read, so that no decision falls between the two. Whoever is let in has to
	 * {@link #leave} or to {@link #park}.
	 */
	Optional<WaitingPoll> admit(String id, HttpServletRequest request) {
		Duration wait = PreferredWait.of(request, this.settings.maxWait());
		if (wait.isZero() || !request.isAsyncSupported()) {
			return Optional.empty();
		}
		WaitingPoll poll = new WaitingPoll(id, this.limits.network(request), wait);
		return add(poll) ? Optional.of(poll) : Optional.empty();
	}

	/** An older poll of the login makes room, and stays where that is not enough. */
	private boolean add(WaitingPoll poll) {
		Optional<WaitingPoll> older;
		synchronized (this) {
			older = find(poll.id());
			older.ifPresent(this::leave);
			if (this.closed || !this.places.hasRoomFor(poll)) {
				older.ifPresent(this.places::enter);
				return false;
			}
			this.places.enter(poll);
		}
		older.ifPresent((left) -> left.release(Release.SENT_AWAY));
		return true;
	}

	/** Returns when a login expires that is known to be pending without a read. */
	Optional<Instant> findPending(String id, @Nullable String clientId) {
		return this.recent.find(id, clientId);
	}

	/** Takes note of a login that was read for a client. */
	void remember(CliLogin pending, @Nullable String clientId) {
		this.recent.add(pending.id(), clientId, pending.expiresAt());
		watch();
	}

	/** Lets a poll that was admitted wait for the decision on its login. */
	ServerResponse park(WaitingPoll poll, CliLogin login, BiFunction<HttpServletRequest, Release, Answer> answer) {
		watch();
		Duration life = Duration.between(this.settings.clock().instant(), login.expiresAt());
		return poll.park(life, () -> leave(poll), answer);
	}

	private synchronized void watch() {
		if (this.watching == null && !this.closed) {
			this.watching = this.watch.begin();
		}
	}

	/** Waits no longer. */
	synchronized boolean leave(WaitingPoll poll) {
		return this.places.leave(poll);
	}

	/** Forgets that a login was pending, and releases its poll, if one waits. */
	void release(String id) {
		this.recent.remove(id);
		find(id).ifPresent((poll) -> release(poll, Release.WAITED));
	}

	private synchronized Optional<WaitingPoll> find(String id) {
		return this.places.find(id);
	}

	private void release(WaitingPoll poll, Release release) {
		if (leave(poll)) {
			poll.release(release);
		}
	}

	/** Forgets that these logins were pending, and keeps it so while they are told. */
	void told(Set<String> ids) {
		this.recent.told(ids);
	}

	/** Decisions before this time have been told. */
	void watched(Instant time) {
		this.recent.watched(time);
	}

	/** How many wait. */
	synchronized int size() {
		return this.places.size();
	}

	/**
	 * Pauses the watch, or ends it when nobody polls, in one step, so that the next poll
	 * begins it again.
	 */
	synchronized boolean awaitTick(Duration tick) {
		try {
			wait(tick.toMillis());
		}
		catch (InterruptedException ex) {
			return false;
		}
		if (this.closed || (this.places.size() == 0 && this.recent.isEmpty())) {
			unwatched();
			return false;
		}
		return true;
	}

	/** The thread that says so watches no longer. */
	synchronized void unwatched() {
		if (this.watching == Thread.currentThread()) {
			this.watching = null;
		}
	}

}
