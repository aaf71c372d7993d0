package io.github.clilogin;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLogin.IssuedCredential;
import io.github.clilogin.CliLoginTransition.FirstUse;
import io.github.clilogin.CliLoginTransition.Use;
import io.github.clilogin.internal.FailureLogger;
import io.github.clilogin.internal.Sha256;

/**
 * Authenticates tokens. Each API call costs one indexed read. The first use and every
 * five minutes of use cost a write. Requires a clock in whole milliseconds.
 */
record TokenAuthenticator(CliLoginRepository repository, CliUserService users, CliLoginSettings settings,
		ProofRules rules, Clock clock) {

	private static final FailureLogger failures = new FailureLogger(
			System.getLogger(TokenAuthenticator.class.getName()), "Could not store the last use of a token");

	Optional<CliLogin> find(String token, String tenant) {
		Optional<CliLogin> found = new TokenFormat(this.settings.token().prefix()).accepts(token)
				? this.repository.findByTokenHash(Sha256.hex(token)) : Optional.empty();
		return found.filter((login) -> login.request().tenant().equals(tenant));
	}

	Optional<CliTokenAuthentication> authenticate(String token, String tenant) {
		Instant now = this.clock.instant();
		return find(token, tenant).filter((login) -> isLive(login, now)).flatMap((login) -> authenticate(login, now));
	}

	boolean isLive(CliLogin login, Instant now) {
		return login.isLive(now, this.settings.token().idle());
	}

	private Optional<CliTokenAuthentication> authenticate(CliLogin login, Instant now) {
		CliUser owner = login.owner();
		IssuedCredential issued = login.issuedCredential();
		if (owner == null || issued == null || !owner.isInTenantOf(login)) {
			return Optional.empty();
		}
		if (issued.scopes().isEmpty() && !this.rules.isGranted(login, null)) {
			return Optional.empty();
		}
		Optional<Authentication> user = this.users.load(owner);
		user.ifPresent((loaded) -> storeUse(login, issued, now));
		return user.map((loaded) -> new CliTokenAuthentication(login, owner, scopes(login, issued), loaded, now));
	}

	/** Leaves out the scopes whose proof was demanded after the collection. */
	private List<String> scopes(CliLogin login, IssuedCredential issued) {
		return issued.scopes().stream().filter((scope) -> this.rules.isGranted(login, scope)).toList();
	}

	/** Logs a failed write, because the API call does not depend on it. */
	private void storeUse(CliLogin login, IssuedCredential issued, Instant now) {
		CliLoginTransition use = (issued.redeliverUntil() != null) ? new FirstUse(now) : new Use(now);
		try {
			if (use.isAllowedBy(login)) {
				this.repository.apply(login.id(), use);
			}
		}
		catch (RuntimeException ex) {
			failures.log(ex);
		}
	}

}
