package io.github.clilogin.web.user;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.util.ClassUtils;

import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.CliUser;
import io.github.clilogin.web.CliLoginWebSettings;

/**
 * Checks how long ago a user signed in. The factors of Spring Security record the time.
 *
 * @param max the maximum age, or {@code null} for any age
 * @param clock the clock
 */
record SignInAge(@Nullable Duration max, Clock clock) {

	private static final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

	private static final boolean OIDC = ClassUtils
		.isPresent("org.springframework.security.oauth2.core.oidc.user.OidcUser", SignInAge.class.getClassLoader());

	SignInAge(CliLoginWebSettings settings) {
		this(settings.maxSignInAge(), settings.clock());
	}

	/**
	 * Returns whether a user must sign in again. A CLI token is refused elsewhere. If a
	 * user acts as another user, the user who signed in counts.
	 */
	boolean isExceededBy(Authentication user) {
		if (this.max == null || user instanceof CliTokenAuthentication) {
			return false;
		}
		Authentication person = CliUser.actorOf(user).orElse(user);
		Instant earliest = this.clock.instant().minus(this.max);
		return trust.isRememberMe(person) || times(person).noneMatch((time) -> !time.isBefore(earliest));
	}

	private static Stream<Instant> times(Authentication user) {
		Stream<Instant> factors = user.getAuthorities()
			.stream()
			.filter(FactorGrantedAuthority.class::isInstance)
			.map(FactorGrantedAuthority.class::cast)
			.filter(SignInAge::isSignIn)
			.map(FactorGrantedAuthority::getIssuedAt);
		return OIDC ? Stream.concat(factors, Oidc.time(user).stream()) : factors;
	}

	/** Leaves out bearer tokens, whose factor has the time of the request. */
	private static boolean isSignIn(FactorGrantedAuthority factor) {
		return !FactorGrantedAuthority.BEARER_AUTHORITY.equals(factor.getAuthority());
	}

	/** Loaded only by a host application with OAuth 2.0. */
	private static final class Oidc {

		/**
		 * Returns the time of the ID token, since Spring Security adds no factor. A
		 * refreshed ID token has no nonce (OpenID Connect Core 1.0 §12.2).
		 */
		static Optional<Instant> time(Authentication user) {
			OidcIdToken token = (user.getPrincipal() instanceof OidcUser person) ? person.getIdToken() : null;
			return (token != null && token.getNonce() != null) ? Optional.ofNullable(token.getIssuedAt())
					: Optional.empty();
		}

	}

}
