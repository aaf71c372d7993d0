package io.github.clilogin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;

import org.springframework.security.core.Authentication;

/**
 * The fourth step, at every API call: one indexed read says whether a token is live.
 */
final class TokenAuthenticator {

	private static final Logger logger = System.getLogger(TokenAuthenticator.class.getName());

	private final Parts parts;

	private final CliUserService users;

	private final TokenFormat format;

	TokenAuthenticator(Parts parts, CliUserService users) {
		this.parts = parts;
		this.users = users;
		this.format = new TokenFormat(parts.settings().token().prefix());
	}

	Optional<CliLogin> find(String token) {
		return this.format.accepts(token) ? this.parts.repository().findByTokenHash(Sha256.hex(token))
				: Optional.empty();
	}

	Optional<CliTokenAuthentication> authenticate(String token) {
		Instant now = this.parts.now();
		return find(token).filter((login) -> isLive(login, now)).flatMap((login) -> authenticate(login, now));
	}

	boolean isLive(CliLogin login, Instant now) {
		return login.isLive(now, this.parts.settings().token().idle());
	}

	private Optional<CliTokenAuthentication> authenticate(CliLogin login, Instant now) {
		CliUser owner = login.owner();
		Delivery delivery = login.delivery();
		if (owner == null || delivery == null) {
			return Optional.empty();
		}
		Optional<Authentication> user = this.users.load(owner);
		user.ifPresent((loaded) -> noteUse(login.id(), delivery, now));
		return user.map((loaded) -> new CliTokenAuthentication(login, owner, delivery, loaded, now));
	}

	/** That a use could not be noted is no reason to fail an API call. */
	private void noteUse(String id, Delivery delivery, Instant now) {
		try {
			if (delivery.redeliverUntil() != null) {
				this.parts.repository().apply(id, new CliLoginTransition.FirstUse(now));
			}
			else if (new CliLoginTransition.Use(now).isDue(delivery)) {
				this.parts.repository().apply(id, new CliLoginTransition.Use(now));
			}
		}
		catch (RuntimeException ex) {
			logger.log(Level.WARNING, "The use of a token could not be noted", ex);
		}
	}

}
