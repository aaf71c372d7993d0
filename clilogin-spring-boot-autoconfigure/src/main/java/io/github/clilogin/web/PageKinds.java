package io.github.clilogin.web;

import java.time.Duration;
import java.time.Instant;

import io.github.clilogin.CliLogin;
import io.github.clilogin.web.ConfirmationPage.Kind;

/**
 * Rules which page a login has for a person.
 */
final class PageKinds {

	private PageKinds() {
	}

	/**
	 * Rules.
	 * @param login a login that the user may review, in any state
	 * @param now the time
	 * @param idle how long an own token lives unused
	 * @return the page
	 */
	static Kind of(CliLogin login, Instant now, Duration idle) {
		if (login.issuedCredential() != null && login.issuedCredential().tokenHash() == null) {
			return Kind.HANDED_OVER;
		}
		return switch (login.status()) {
			case PENDING -> login.isExpired(now) ? Kind.EXPIRED : Kind.REVIEW;
			case CONFIRMED -> login.isExpired(now) ? Kind.NOT_COLLECTED : Kind.CONFIRMED;
			case COLLECTED -> login.isLive(now, idle) ? Kind.CONFIRMED : Kind.DISCONNECTED;
			case REJECTED -> Kind.REJECTED;
			case CANCELLED -> Kind.CANCELLED;
			case REVOKED -> Kind.DISCONNECTED;
		};
	}

}
