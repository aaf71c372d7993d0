package io.github.clilogin.client;

import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.clilogin.client.CliLoginException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Represents a login that waits for the user. Show the {@linkplain #userCode() user code}
 * and the {@linkplain #link() link}, then {@link #await wait}. Closing a pending login
 * cancels it on the server.
 * <p>
 * One thread may wait, and any thread may close. The device code collects the
 * credentials. It is sent to the server and is part of the text from {@link #suspend},
 * and appears nowhere else.
 */
public final class PendingLogin implements AutoCloseable {

	private enum State {

		OPEN, ENDED, CLOSED

	}

	private final LoginServer server;

	private final DeviceAuthorizationResponse device;

	private final BrowserLauncher browser;

	private final LoginTiming time;

	private final LoginReturns returns;

	private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

	private final CompletableFuture<Void> closed = new CompletableFuture<>();

	PendingLogin(LoginServer server, DeviceAuthorizationResponse device, BrowserLauncher browser, LoginTiming time,
			LoginReturns returns) {
		this.server = server;
		this.device = device;
		this.browser = browser;
		this.time = time;
		this.returns = returns.begin(device);
	}

	/**
	 * Returns the flow on which client and server agreed.
	 * @return the flow, never {@link LoginFlow#AUTO}
	 */
	public LoginFlow flow() {
		return this.device.flow();
	}

	/**
	 * Returns the code that the user compares or types.
	 * @return printable text such as {@code BCDF-GHJK}
	 */
	public String userCode() {
		return this.device.userCode();
	}

	/**
	 * Returns the page on which the user types the user code. In the flow
	 * {@link LoginFlow#BROWSER} it is the page of this login.
	 * @return an address of the server's origin or of an
	 * {@linkplain CliLoginClient.Builder#verificationOrigin allowed} one
	 */
	public URI verificationUri() {
		return this.device.verificationUri();
	}

	/**
	 * Returns the page that needs no typing.
	 * @return an address of an origin as in {@link #verificationUri()}, or {@code null}
	 * if the user has to type the code
	 */
	public @Nullable URI verificationUriComplete() {
		return this.device.verificationUriComplete();
	}

	/**
	 * Returns the page to open.
	 * @return {@link #verificationUriComplete()}, or {@link #verificationUri()} if it is
	 * absent
	 */
	public URI link() {
		URI complete = verificationUriComplete();
		return (complete != null) ? complete : verificationUri();
	}

	/**
	 * Opens the {@linkplain #link() link} in the user's browser. Print the link and the
	 * user code first.
	 * @return {@code false} if no browser can be opened here, or the program fails at
	 * once
	 */
	public boolean openBrowser() {
		return this.browser.open(link());
	}

	/**
	 * Returns the time at which the pending login expires.
	 * @return the time by this machine's clock
	 */
	public Instant expiresAt() {
		return this.device.expiresAt();
	}

	/**
	 * Waits for the decision (RFC 8628 §3.4). The client polls at the server's interval
	 * plus a tenth. A network failure does not end the wait before the login expires.
	 * After that the client polls once more, since the server's clock decides. If the
	 * server demands a return code, the client takes it from the browser of this machine
	 * or asks the {@linkplain CliLoginClient.Builder#returnCodePrompt prompt}.
	 * @param listener called on this thread after each poll without a decision; its
	 * exceptions end the wait
	 * @return the credentials, which only one call receives
	 * @throws CliLoginException if the login fails. An interrupt counts as cancelled and
	 * leaves the thread interrupted.
	 * @throws IllegalStateException if an earlier call received credentials or a
	 * decision, or the login was {@linkplain #suspend() suspended}
	 */
	public Credentials await(Consumer<? super LoginEvent> listener) throws CliLoginException {
		if (this.state.get() == State.ENDED) {
			throw new IllegalStateException("This login has ended");
		}
		try {
			Credentials credentials = new PollLoop(this.server, this.device, this.time, this.closed, this.returns)
				.run(listener);
			if (this.state.compareAndSet(State.OPEN, State.ENDED)) {
				this.returns.close();
				return credentials;
			}
			if (this.state.get() == State.CLOSED) {
				// Only this thread has the token, so only it can revoke it
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
		finally {
			this.returns.stopAsking();
		}
	}

	/**
	 * Waits on a new daemon thread; call it once. Completing the future early, by
	 * {@link CompletableFuture#cancel cancel} or {@link CompletableFuture#orTimeout
	 * orTimeout}, closes this login on that thread within seconds. A process that may end
	 * earlier {@linkplain #close() closes} the login itself.
	 * @param listener called on that thread, as by {@link #await}
	 * @return the credentials, or the exception of {@link #await} or of the listener
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
	 * Suspends the login, so that another process can wait for it. A wait in this process
	 * ends as if cancelled, and closing this login no longer has an effect.
	 * @return the text for {@link CliLoginClient#resume}, as secret as credentials
	 * @throws IllegalStateException if the login has ended or was closed
	 */
	public String suspend() {
		if (!this.state.compareAndSet(State.OPEN, State.ENDED)) {
			throw new IllegalStateException("This login has ended");
		}
		this.closed.complete(null);
		this.returns.close();
		return new SuspendedLogin(this.server.base(), this.server.clientId(), this.server.scopes(), this.device,
				this.returns.given())
			.write();
	}

	/**
	 * Gives the return code that the user typed, before {@link #await}. A later
	 * {@link #suspend} keeps it, so that another process can send it again if the
	 * credentials are lost.
	 * @param typed six letters, in any case and with any dashes and spaces
	 * @throws IllegalArgumentException if the text is not six letters
	 */
	public void returnCode(String typed) {
		String letters = TypedCode.read(typed);
		if (letters == null) {
			throw new IllegalArgumentException("A return code has six letters, such as BCD-FGH");
		}
		this.returns.give(letters);
	}

	/** Maps every failure after a close to a cancellation. */
	private CliLoginException ended(CliLoginException failure) {
		if (this.state.get() == State.CLOSED) {
			return PollLoop.cancelled();
		}
		if (failure.reason() == Reason.REJECTED || failure.reason() == Reason.EXPIRED) {
			this.state.compareAndSet(State.OPEN, State.ENDED);
			this.returns.close();
		}
		return failure;
	}

	/**
	 * Ends the wait and cancels a pending login on the server. Takes at most two seconds,
	 * never fails and can be called repeatedly. The server has been told when this method
	 * returns, even if another thread told it.
	 */
	@Override
	public synchronized void close() {
		if (!this.state.compareAndSet(State.OPEN, State.CLOSED)) {
			return;
		}
		// An interrupted thread cannot send requests
		boolean interrupted = Thread.interrupted();
		try {
			this.server.cancel(this.device.deviceCode());
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		// End the wait last: the cancellation ends a poll that the server holds
		this.closed.complete(null);
		this.returns.close();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public String toString() {
		return "PendingLogin[userCode=" + userCode() + ", expiresAt=" + expiresAt() + "]";
	}

}
