package io.github.clilogin.web;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Answers for what goes wrong. Every status is written here: {@code sendError} would come
 * back through the host's error page.
 */
final class Failures {

	private static final Logger logger = System.getLogger(Failures.class.getName());

	private Failures() {
	}

	/** An exception means unknown, never lost, so trying again is right. */
	static ServerResponse answer(Throwable failure, ServerRequest request) {
		return answer(failure, Dialect.of(request)).toResponse();
	}

	static Answer answer(Throwable failure, Dialect dialect) {
		return asRefusal(failure).orElseGet(() -> {
			logger.log(Level.WARNING, "A request of a command line login failed", failure);
			return WireException.unavailable();
		}).toAnswer(dialect);
	}

	/** Libraries end a login on any 5xx while it may well be alive. */
	static ServerResponse answerPoll(Throwable failure, ServerRequest request) {
		return answerPoll(failure, Dialect.of(request)).toResponse();
	}

	static Answer answerPoll(Throwable failure, Dialect dialect) {
		return asRefusal(failure).orElseGet(() -> {
			logger.log(Level.WARNING, "A poll could not be answered and is told to wait: " + failure);
			logger.log(Level.DEBUG, "The poll failed", failure);
			return new WireException(HttpStatus.BAD_REQUEST, "authorization_pending", "The login is not decided yet");
		}).toAnswer(dialect);
	}

	private static Optional<WireException> asRefusal(Throwable failure) {
		if (failure instanceof WireException refusal) {
			return Optional.of(refusal);
		}
		return (failure instanceof RequestRejectedException || failure instanceof IOException)
				? Optional.of(WireException.invalidRequest("The request is malformed")) : Optional.empty();
	}

	/** The last route of each path. */
	static HandlerFunction<ServerResponse> methodNotAllowed(String... allowed) {
		String verbs = String.join(", ", List.of(allowed));
		return (request) -> {
			throw WireException.methodNotAllowed(verbs);
		};
	}

}
