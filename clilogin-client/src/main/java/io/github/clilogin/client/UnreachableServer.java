package io.github.clilogin.client;

import java.time.Clock;
import java.time.Duration;

import io.github.clilogin.client.CliLoginException.Reason;

/**
 * Explains why a server cannot be reached, and what to do.
 *
 * @param base the server's base URI
 */
record UnreachableServer(String base) {

	CliLoginException noAnswer(NoAnswerException problem) {
		return new CliLoginException(Reason.UNREACHABLE,
				"The server " + this.base + " cannot be reached (" + problem.getMessage() + "). " + cure(problem));
	}

	private static String cure(NoAnswerException problem) {
		if (problem.isForCertificate()) {
			return "Check the server's certificate. If a proxy inspects TLS, add its CA to Java's trust store.";
		}
		return problem.isForUnknownHost() ? "Check the network and the address." : "Try again later.";
	}

	CliLoginException busy(HttpAnswer answer, Clock clock) {
		Duration retryAfter = answer.retryAfter(clock);
		String when = (retryAfter != null) ? "in " + Math.max(1, retryAfter.toSeconds()) + " s" : "later";
		return new CliLoginException(Reason.UNREACHABLE,
				"The server " + this.base + " is busy (HTTP " + answer.status() + "). Try again " + when + ".");
	}

	CliLoginException redirects() {
		return new CliLoginException(Reason.UNREACHABLE, this.base
				+ " only redirects. Sign in to the network if it requires that, or check the server's address.");
	}

}
