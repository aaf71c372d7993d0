package io.github.clilogin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;

import org.springframework.security.core.Authentication;
import io.github.clilogin.CliLogin.IssuedCredential;

/**
 * The fourth step, at every API call: one indexed read says whether a token is live.
 */
final class TokenAuthenticator {

	private static final Logger logger = System.getLogger(TokenAuthenticator.class.getName());

	private final LoginEnvironment environment;

	private final CliUserService users;

	private final TokenFormat format;

	TokenAuthenticator(LoginEnvironment environment, CliUserService users) {
		this.environment = environment;
		this.users = users;
		this.format = new TokenFormat(environment.settings().token().prefix());
	}

	Optional<CliLogin> find(String token) {
		return this.format.accepts(token) ? this.environment.repository().findByTokenHash(Sha256.hex(token))
				: Optional.empty();
	}

	Optional<CliTokenAuthentication> authenticate(String token) {
		Instant now = this.environment.now();
		return find(token).filter((login) -> isLive(login, now)).flatMap((login) -> authenticate(login, now));
	}

	boolean isLive(CliLogin login, Instant now) {
		return login.isLive(now, this.environment.settings().token().idle());
	}

	private Optional<CliTokenAuthentication> authenticate(CliLogin login, Instant now) {
		CliUser owner = login.owner();
		IssuedCredential issuedCredential = login.issuedCredential();
		if (owner == null || issuedCredential == null) {
			return Optional.empty();
		}
		Optional<Authentication> user = this.users.load(owner);
		user.ifPresent((loaded) -> noteUse(login, issuedCredential, now));
		return user.map((loaded) -> new CliTokenAuthentication(login, owner, issuedCredential, loaded, now));
	}

	/** An API call does not fail because its use cannot be stored. */
	private void noteUse(CliLogin login, IssuedCredential issued, Instant now) {
		CliLoginTransition use = (issued.redeliverUntil() != null) ? new CliLoginTransition.FirstUse(now)
				: new CliLoginTransition.Use(now);
		try {
			if (use.isAllowedBy(login)) {
				this.environment.repository().apply(login.id(), use);
			}
		}
		catch (RuntimeException ex) {
			logger.log(Level.WARNING, "The use of a token could not be noted", ex);
		}
	}

}
