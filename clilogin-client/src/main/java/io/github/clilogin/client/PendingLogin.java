package io.github.clilogin.client;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.clilogin.client.CliLoginException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A started login that waits for a person. Show the {@linkplain #userCode() user code}
 * and the {@linkplain #link() link}, then {@link #await wait}. Closing it before there
 * are credentials tells the server that nobody waits any more.
 * <p>
 * One thread may wait; any thread may close. The device code, by which the credentials
 * are collected, goes to the server, and else stands in what {@link #suspend} returns
 * only.
 */
public final class PendingLogin implements AutoCloseable {

	private enum State {

		OPEN, ENDED, CLOSED

	}

	private final LoginServer server;

	private final DeviceAuthorizationResponse device;

	private final BrowserLauncher browser;

	private final Time time;

	private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	PendingLogin(LoginServer server, DeviceAuthorizationResponse device, BrowserLauncher browser, Time time) {
		this.server = server;
		this.device = device;
		this.browser = browser;
		this.time = time;
	}

	/**
	 * How the person confirms.
	 * @return the flow that the server agreed to, never {@link LoginFlow#AUTO}
	 */
	public LoginFlow flow() {
		return this.device.flow();
	}

	/**
	 * The code that the person compares or types.
	 * @return printable text such as {@code BCDF-GHJK}
	 */
	public String userCode() {
		return this.device.userCode();
	}

	/**
	 * The page on which the person types the user code, or, in the flow
	 * {@link LoginFlow#BROWSER}, the page of this login.
	 * @return an address on the server's own origin, or on one that the tool
	 * {@linkplain CliLoginClient.Builder#verificationOrigin allowed}
	 */
	public URI verificationUri() {
		return this.device.verificationUri();
	}

	/**
	 * The same page with nothing left to type.
	 * @return an address where {@link #verificationUri()} may be, or {@code null} if the
	 * person has to type the code
	 */
	public @Nullable URI verificationUriComplete() {
		return this.device.verificationUriComplete();
	}

	/**
	 * The page to open: the one that saves typing, if there is one.
	 * @return {@link #verificationUriComplete()}, or else {@link #verificationUri()}
	 */
	public URI link() {
		URI complete = verificationUriComplete();
		return (complete != null) ? complete : verificationUri();
	}

	/**
	 * Opens the {@linkplain #link() link} for the person at this machine. Print it and
	 * the user code first, in any case.
	 * @return {@code false} if no browser can be reached from here, or it failed at once
	 */
	public boolean openBrowser() {
		return this.browser.open(link());
	}

	/**
	 * Until when the person can decide.
	 * @return the time by this machine's clock
	 */
	public Instant expiresAt() {
		return this.device.expiresAt();
	}

	/**
	 * Waits until the server has decided (RFC 8628 §3.4), asking at its interval and a
	 * tenth. No network failure ends it before the login expires; then the server is
	 * asked once more, for its word counts and not this machine's clock.
	 * @param listener called on this thread after each poll that decided nothing; what it
	 * throws ends the waiting
	 * @return the credentials, delivered to one call only
	 * @throws CliLoginException if there are none; an interrupt counts as cancelled and
	 * leaves the thread interrupted
	 * @throws IllegalStateException if an earlier call got the credentials or a decision,
	 * or the login was {@linkplain #suspend() suspended}
	 */
	public Credentials await(Consumer<? super LoginEvent> listener) throws CliLoginException {
		if (this.state.get() == State.ENDED) {
			throw new IllegalStateException("This login has ended");
		}
		try {
			Credentials credentials = new PollLoop(this.server, this.device, this.time, this.closed).run(listener);
			if (this.state.compareAndSet(State.OPEN, State.ENDED)) {
				return credentials;
			}
			if (this.state.get() == State.CLOSED) {
				// Nobody else could ever end them
				this.server.discard(credentials.accessToken());
			}
			throw PollLoop.cancelled();
		}
		catch (CliLoginException ex) {
			throw ended(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw PollLoop.cancelled();
		}
	}

	/**
	 * Waits on a daemon thread of its own, once. Ending the future early, by
	 * {@link CompletableFuture#cancel cancel} or {@link CompletableFuture#orTimeout
	 * orTimeout}, closes this login on that thread, within seconds; a process that may
	 * end before {@linkplain #close() closes} it, too.
	 * @param listener called on that thread, as by {@link #await}
	 * @return the credentials, or exceptionally what {@link #await} or the listener
	 * throws
	 */
	public CompletableFuture<Credentials> awaitAsync(Consumer<? super LoginEvent> listener) {
		CompletableFuture<Credentials> future = new CompletableFuture<>();
		Thread waiter = new Thread(() -> await(listener, future), "clilogin-await");
		waiter.setDaemon(true);
		future.whenComplete((credentials, problem) -> this.closed.complete(null));
		waiter.start();
		return future;
	}

	private void await(Consumer<? super LoginEvent> listener, CompletableFuture<Credentials> future) {
		try {
			Credentials credentials = await(listener);
			if (!future.complete(credentials)) {
				this.server.discard(credentials.accessToken());
			}
		}
		catch (Exception | Error ex) {
			if (!future.completeExceptionally(ex)) {
				close();
			}
		}
	}

	/**
	 * Leaves the waiting to another process, or to later. Whoever waits here stops, as if
	 * cancelled; closing this login does nothing from now on.
	 * @return what {@link CliLoginClient#resume} needs, as secret as credentials
	 * @throws IllegalStateException if the login has ended or was closed
	 */
	public String suspend() {
		if (!this.state.compareAndSet(State.OPEN, State.ENDED)) {
			throw new IllegalStateException("This login has ended");
		}
		this.closed.complete(null);
		return new SuspendedLogin(this.server.base(), this.server.clientId(), this.server.scopes(), this.device)
			.write();
	}

	/** After a close, whatever the server said about a login given up is no news. */
	private CliLoginException ended(CliLoginException failure) {
		if (this.state.get() == State.CLOSED) {
			return PollLoop.cancelled();
		}
		if (failure.reason() == Reason.REJECTED || failure.reason() == Reason.EXPIRED) {
			this.state.compareAndSet(State.OPEN, State.ENDED);
		}
		return failure;
	}

	/**
	 * Ends the waiting and, unless the login has ended, tells the server so. Takes two
	 * seconds at most and never fails; harmless when repeated. The server has been told
	 * when this returns, whichever thread did.
	 */
	@Override
	public synchronized void close() {
		if (!this.state.compareAndSet(State.OPEN, State.CLOSED)) {
			return;
		}
		// An interrupted thread can send nothing
		boolean interrupted = Thread.interrupted();
		try {
			this.server.cancel(this.device.deviceCode());
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		// Last, for the server ends a poll that it holds when it hears of the end
		this.closed.complete(null);
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public String toString() {
		return "PendingLogin[userCode=" + userCode() + ", expiresAt=" + expiresAt() + "]";
	}

}
