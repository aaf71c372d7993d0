package io.github.clilogin.client;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.clilogin.client.CliLoginException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Obtains the return code of one login: from the browser of this machine by a
 * {@link ReturnListener}, or from the user by a {@link ReturnCodePrompt}. The first right
 * code wins. One thread polls and calls the methods; {@link #close()} is thread-safe.
 */
final class LoginReturns implements AutoCloseable {

	/** A browser on this machine needs less time to post the code. */
	static final Duration MAX_POST_WAIT = Duration.ofSeconds(5);

	private static final Duration FOREVER = Duration.ofDays(1);

	private static final String LOOPBACK = "loopback";

	private static final String CODE = "code";

	private final @Nullable ReturnListener listener;

	private final @Nullable PromptThread prompt;

	private final ReturnCodeQueue codes = new ReturnCodeQueue();

	private @Nullable URI page;

	private @Nullable String current;

	private @Nullable String given;

	private @Nullable String method;

	private Instant askAt = Instant.MAX;

	private boolean isWrong;

	private boolean isTypeable;

	private boolean isBrowserNeeded;

	private boolean isToldOfBrowser;

	private LoginReturns(@Nullable ReturnListener listener, @Nullable ReturnCodePrompt prompt) {
		this.listener = listener;
		this.prompt = (prompt != null) ? new PromptThread(prompt, this.codes::add, this.codes::wake) : null;
	}

	/** Listens for a browser on this machine, if there is one. */
	static LoginReturns open(boolean hasBrowser, @Nullable ReturnCodePrompt prompt) {
		return new LoginReturns(hasBrowser ? ReturnListener.bind() : null, prompt);
	}

	/** Adds the methods that this CLI offers, the best first. */
	FormBody offer(FormBody form) {
		List<String> methods = new ArrayList<>();
		if (this.listener != null) {
			methods.add(LOOPBACK);
		}
		if (this.prompt != null) {
			methods.add(CODE);
		}
		return form.with("return_methods", String.join(" ", methods))
			.with("return_port", (this.listener != null) ? String.valueOf(this.listener.port()) : null);
	}

	boolean areOffered() {
		return this.listener != null || this.prompt != null;
	}

	boolean canAsk() {
		return this.prompt != null;
	}

	/** Waits for a post of the page only if the server demands it. */
	LoginReturns begin(DeviceAuthorizationResponse device) {
		this.page = device.page();
		this.isTypeable = device.returnMethods().contains(CODE);
		String loginId = LoginId.of(device.deviceCode());
		if (this.listener == null) {
			return this;
		}
		if (loginId != null && device.returnMethods().contains(LOOPBACK)) {
			this.listener.start(loginId, SecureOrigin.of(this.page), URI.create(this.page + "/finished"),
					this.codes::add);
		}
		else {
			this.listener.close();
		}
		return this;
	}

	/** Takes letters that the user typed before the server asked for them. */
	void give(String letters) {
		this.given = letters;
		this.codes.add(letters);
	}

	/** Returns the letters that were given, or {@code null}. */
	@Nullable String given() {
		return this.given;
	}

	/** Returns the code to send, until the server has answered it. */
	@Nullable String next() {
		if (this.current == null) {
			this.current = this.codes.next();
		}
		return this.current;
	}

	boolean isSending() {
		return this.current != null;
	}

	/** Returns a future that completes when there may be another code to send. */
	CompletableFuture<Void> news() {
		return this.codes.news();
	}

	/** Returns whether the server has named the method, so that it can hold the polls. */
	boolean isKnown() {
		return this.method != null;
	}

	/** Accepts that a confirmed login lacks the code, or that the code was wrong. */
	void demanded(String method, Instant now) {
		if (this.method == null) {
			this.askAt = now.plus(MAX_POST_WAIT);
		}
		if (this.current != null) {
			this.isWrong |= TypedCode.read(this.current) != null;
			this.current = null;
			this.askAt = now;
		}
		this.method = method;
		if (!isListening()) {
			this.askAt = now;
		}
	}

	private boolean isListening() {
		return LOOPBACK.equals(this.method) && this.listener != null && this.listener.isWaiting();
	}

	/** Asks the user if the browser has not posted the code in time. */
	void askIfDue(Instant now) throws CliLoginException {
		boolean hasCode = this.current != null || !this.codes.isEmpty();
		if (this.method == null || hasCode || now.isBefore(this.askAt)) {
			return;
		}
		if (this.prompt != null && isTypeable() && !this.prompt.hasGivenUp()) {
			this.prompt.ask(LOOPBACK.equals(this.method) ? URI.create(this.page + "/return") : null, this.isWrong);
		}
		else if (!isListening()) {
			throw missing();
		}
		else if (!this.isToldOfBrowser) {
			this.isToldOfBrowser = true;
			this.isBrowserNeeded = true;
		}
	}

	private boolean isTypeable() {
		return this.isTypeable || CODE.equals(this.method);
	}

	/** Returns once whether the user has to be told that only the browser can help. */
	boolean takeBrowserNeeded() {
		boolean isNeeded = this.isBrowserNeeded;
		this.isBrowserNeeded = false;
		return isNeeded;
	}

	private CliLoginException missing() {
		if (!isTypeable()) {
			return new CliLoginException(Reason.RETURN_CODE_UNAVAILABLE,
					"The server accepts the return code only from a browser on this machine. "
							+ "Log in again on the machine of the browser.");
		}
		return (this.prompt != null)
				? new CliLoginException(Reason.CANCELLED, "No return code was entered. Log in again.")
				: new CliLoginException(Reason.RETURN_CODE_UNAVAILABLE, NO_PROMPT);
	}

	static final String NO_PROMPT = "This command-line tool cannot ask for the return code that the server demands. "
			+ "Its author has to call returnCodePrompt(...) on the CliLoginClient.Builder.";

	/** Returns the time until the user has to be asked. */
	Duration untilQuestion(Instant now) {
		if (this.method == null || this.current != null || !now.isBefore(this.askAt)) {
			return FOREVER;
		}
		return Duration.between(now, this.askAt);
	}

	/** Closes an open question. */
	void stopAsking() {
		if (this.prompt != null) {
			this.prompt.stop();
		}
	}

	@Override
	public void close() {
		stopAsking();
		if (this.listener != null) {
			this.listener.close();
		}
	}

}
