package io.github.clilogin.web.wire;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Answers failed requests. Every status is written here, since {@code sendError} would
 * dispatch to the host's error page.
 */
public final class ErrorResponses {

	private static final Logger logger = System.getLogger(ErrorResponses.class.getName());

	private ErrorResponses() {
	}

	/**
	 * Answers a failure. An exception other than a refusal means that the outcome is
	 * unknown, so the response asks to try again.
	 * @param failure the failure
	 * @param request the request
	 * @return the response
	 */
	public static ServerResponse answer(Throwable failure, ServerRequest request) {
		return answer(failure, WireDialect.of(request)).toResponse();
	}

	/**
	 * Answers a failure.
	 * @param failure the failure
	 * @param dialect the dialect of the request
	 * @return the response
	 */
	public static WireResponse answer(Throwable failure, WireDialect dialect) {
		return refusal(failure).orElseGet(() -> {
			logger.log(Level.WARNING, "A request of a CLI login failed", failure);
			return WireException.unavailable();
		}).toResponse(dialect);
	}

	/**
	 * Answers a failed poll. Client libraries end a login on any 5xx, so a poll of
	 * unknown outcome is told that the login is pending.
	 * @param failure the failure
	 * @param request the request
	 * @return the response
	 */
	public static ServerResponse answerPoll(Throwable failure, ServerRequest request) {
		return answerPoll(failure, WireDialect.of(request)).toResponse();
	}

	/**
	 * Answers a failed poll.
	 * @param failure the failure
	 * @param dialect the dialect of the request
	 * @return the response
	 */
	public static WireResponse answerPoll(Throwable failure, WireDialect dialect) {
		return refusal(failure).orElseGet(() -> {
			logger.log(Level.WARNING, "A poll failed and was answered with authorization_pending: " + failure);
			logger.log(Level.DEBUG, "The poll failed", failure);
			return new WireException(HttpStatus.BAD_REQUEST, "authorization_pending", "The login is not decided yet");
		}).toResponse(dialect);
	}

	private static Optional<WireException> refusal(Throwable failure) {
		if (failure instanceof WireException refusal) {
			return Optional.of(refusal);
		}
		return (failure instanceof RequestRejectedException || failure instanceof IOException)
				? Optional.of(WireException.invalidRequest("The request is malformed")) : Optional.empty();
	}

	/**
	 * Returns the handler of the last route of a path, which refuses all other methods.
	 * @param allowed the allowed method
	 * @return the handler
	 */
	public static HandlerFunction<ServerResponse> methodNotAllowed(String allowed) {
		return (request) -> {
			throw WireException.methodNotAllowed(allowed);
		};
	}

}
