package io.github.clilogin.web.wire;

import java.io.IOException;
import java.lang.System.Logger;
import java.util.Optional;
import java.util.function.Consumer;

import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.internal.FailureLogger;

/**
 * Answers failed requests without {@code sendError}, which calls the error page of the
 * host.
 */
public final class ErrorResponses {

	private static final Logger logger = System.getLogger(ErrorResponses.class.getName());

	private static final FailureLogger failures = new FailureLogger(logger, "A clilogin request failed");

	private static final FailureLogger failedPolls = new FailureLogger(logger,
			"A poll failed, and the CLI was told to continue (authorization_pending)");

	private static final FailureLogger failedStatusPolls = new FailureLogger(logger,
			"A poll failed, and the CLI was told to try again (503)");

	private ErrorResponses() {
	}

	/**
	 * {@return the response to a failure} Any exception but a {@link WireException} gets
	 * 503, since its outcome is unknown.
	 * @param failure the failure
	 * @param request the request
	 */
	public static ServerResponse answer(Throwable failure, ServerRequest request) {
		return answer(failure, WireDialect.of(request)).toResponse();
	}

	/**
	 * {@return the response to a failure}
	 * @param failure the failure
	 * @param dialect the dialect of the request
	 */
	public static WireResponse answer(Throwable failure, WireDialect dialect) {
		return unavailable(refusal(failure), failure, dialect, failures::log);
	}

	/**
	 * {@return the response to a failed poll of the status endpoint} It is the same, but
	 * the failure is logged without a stack trace.
	 * @param failure the failure
	 * @param request the request
	 */
	public static ServerResponse answerStatusPoll(Throwable failure, ServerRequest request) {
		return answerStatusPoll(failure, WireDialect.of(request)).toResponse();
	}

	/**
	 * {@return the response to a failed poll of the status endpoint}
	 * @param failure the failure
	 * @param dialect the dialect of the request
	 */
	public static WireResponse answerStatusPoll(Throwable failure, WireDialect dialect) {
		return unavailable(pollRefusal(failure), failure, dialect, failedStatusPolls::logBriefly);
	}

	/**
	 * {@return the response to a failed poll} Reports a pending login if the outcome is
	 * unknown, since client libraries give up on any 5xx.
	 * @param failure the failure
	 * @param request the request
	 */
	public static ServerResponse answerPoll(Throwable failure, ServerRequest request) {
		return answerPoll(failure, WireDialect.of(request)).toResponse();
	}

	/**
	 * {@return the response to a failed poll}
	 * @param failure the failure
	 * @param dialect the dialect of the request
	 */
	public static WireResponse answerPoll(Throwable failure, WireDialect dialect) {
		return pollRefusal(failure).orElseGet(() -> {
			failedPolls.logBriefly(failure);
			return new WireException(HttpStatus.BAD_REQUEST, "authorization_pending", "The login is still pending");
		}).toResponse(dialect);
	}

	/** A tenant that cannot be determined for a moment must not end the login. */
	private static Optional<WireException> pollRefusal(Throwable failure) {
		return (failure instanceof UnknownTenantException) ? Optional.empty() : refusal(failure);
	}

	private static WireResponse unavailable(Optional<WireException> refusal, Throwable failure, WireDialect dialect,
			Consumer<Throwable> log) {
		return refusal.orElseGet(() -> {
			log.accept(failure);
			return WireException.unavailable();
		}).toResponse(dialect);
	}

	private static Optional<WireException> refusal(Throwable failure) {
		if (failure instanceof WireException refusal) {
			return Optional.of(refusal);
		}
		if (failure instanceof UnknownTenantException) {
			return Optional.of(WireException.forbidden("The tenant of the request is unknown"));
		}
		return (failure instanceof RequestRejectedException || failure instanceof IOException)
				? Optional.of(WireException.invalidRequest("The request is malformed")) : Optional.empty();
	}

}
