package io.github.clilogin.web;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

import org.springframework.http.HttpHeaders;
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
		return answer(asRefusal(failure, WireException.unavailable()), request);
	}

	/** Libraries end a login on any 5xx while it may well be alive. */
	static ServerResponse answerPoll(Throwable failure, ServerRequest request) {
		return answer(asRefusal(failure,
				new WireException(HttpStatus.BAD_REQUEST, "authorization_pending", "The login is not decided yet")),
				request);
	}

	private static WireException asRefusal(Throwable failure, WireException otherwise) {
		if (failure instanceof WireException refusal) {
			return refusal;
		}
		if (failure instanceof RequestRejectedException || failure instanceof IOException) {
			return WireException.invalidRequest("The request is malformed");
		}
		logger.log(Level.WARNING, "A request of a command line login failed", failure);
		return otherwise;
	}

	private static ServerResponse answer(WireException refusal, ServerRequest request) {
		Answer answer = Answer.error(refusal.status(), refusal.code(), refusal.description(), Dialect.of(request));
		refusal.header().ifPresent((header) -> answer.header(header.name(), header.value()));
		return answer.toResponse();
	}

	/** The last route of each path. */
	static HandlerFunction<ServerResponse> methodNotAllowed(String... allowed) {
		String verbs = String.join(", ", List.of(allowed));
		return (request) -> {
			throw new WireException(HttpStatus.METHOD_NOT_ALLOWED, "invalid_request", "Use " + verbs,
					new WireException.Header(HttpHeaders.ALLOW, verbs));
		};
	}

}
