package io.github.clilogin.security;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliTokenAuthentication;

/**
 * Asks the service about a token. Never a bean: Spring Security would take it for the
 * host's.
 */
final class TokenAuthenticationManager implements AuthenticationManager {

	private static final Logger logger = System.getLogger(TokenAuthenticationManager.class.getName());

	private final CliLoginService service;

	TokenAuthenticationManager(CliLoginService service) {
		this.service = service;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		return check(String.valueOf(authentication.getCredentials()))
			.orElseThrow(() -> new BadCredentialsException("The token is not live"));
	}

	private Optional<CliTokenAuthentication> check(String token) {
		try {
			return this.service.authenticate(token);
		}
		catch (RuntimeException ex) {
			logger.log(Level.WARNING, "A token could not be checked", ex);
			throw new AuthenticationServiceException("A token could not be checked", ex);
		}
	}

}
