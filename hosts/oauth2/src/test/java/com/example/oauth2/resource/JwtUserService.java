package com.example.oauth2.resource;

import java.util.Optional;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.security.CliLoginSecurity;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Gives controllers a JSON Web Token with the subject of the user. It was not issued, so
 * no other application accepts it.
 */
class JwtUserService implements CliUserService {

	private final CliUserService builtIn = CliLoginSecurity.userService(() -> null);

	@Override
	public CliUser remember(Authentication user) {
		return this.builtIn.remember(user);
	}

	@Override
	public Optional<Authentication> load(CliUser user) {
		return this.builtIn.load(user).map(JwtUserService::authentication);
	}

	private static Authentication authentication(Authentication user) {
		Jwt jwt = Jwt.withTokenValue("none").header("alg", "none").subject(user.getName()).build();
		return new JwtAuthenticationToken(jwt, user.getAuthorities());
	}

}
