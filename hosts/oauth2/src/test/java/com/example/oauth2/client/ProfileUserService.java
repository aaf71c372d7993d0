package com.example.oauth2.client;

import java.util.Optional;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.security.CliLoginSecurity;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * Gives controllers the same principal with a token as in a session.
 */
class ProfileUserService implements CliUserService {

	private final CliUserService builtIn = CliLoginSecurity.userService(() -> null);

	private final Profiles profiles;

	ProfileUserService(Profiles profiles) {
		this.profiles = profiles;
	}

	@Override
	public CliUser remember(Authentication user) {
		return this.builtIn.remember(user);
	}

	/** Returns an empty result, which refuses the token, if the profile was deleted. */
	@Override
	public Optional<Authentication> load(CliUser user) {
		return this.profiles.find(user.id()).map((profile) -> authentication(user, profile));
	}

	private static Authentication authentication(CliUser user, OAuth2User profile) {
		String registration = user.id().substring(0, user.id().indexOf(':'));
		return new OAuth2AuthenticationToken(profile, profile.getAuthorities(), registration);
	}

}
