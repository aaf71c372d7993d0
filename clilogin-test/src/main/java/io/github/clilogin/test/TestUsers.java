package io.github.clilogin.test;

import java.util.Optional;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;

/**
 * Remembers and loads users without an account.
 */
final class TestUsers implements CliUserService {

	/** Returns a signed-in user with the authority {@code ROLE_USER}. */
	static Authentication user(String name) {
		return new TestingAuthenticationToken(name, "", "ROLE_USER");
	}

	@Override
	public CliUser remember(Authentication user) {
		return new CliUser(user.getName(), user.getName(), CliUser.rememberableAuthorities(user), false);
	}

	@Override
	public Optional<Authentication> load(CliUser user) {
		return Optional
			.of(new TestingAuthenticationToken(user.id(), "", AuthorityUtils.createAuthorityList(user.authorities())));
	}

}
