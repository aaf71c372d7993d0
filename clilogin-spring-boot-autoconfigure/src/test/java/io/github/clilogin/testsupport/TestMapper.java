package io.github.clilogin.testsupport;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.CliLogin;

/**
 * A mapper that a test replaces. By default every login gets an own token.
 */
public final class TestMapper implements CliCredentialMapper {

	private static final CliCredentialMapper TOKEN = (user, login) -> CliCredential.token();

	private volatile CliCredentialMapper target = TOKEN;

	/** Replaces the mapper. */
	public void use(CliCredentialMapper mapper) {
		this.target = mapper;
	}

	/** Gives every login an own token again. */
	public void reset() {
		use(TOKEN);
	}

	@Override
	public CliCredential map(Authentication user, CliLogin login) {
		return this.target.map(user, login);
	}

}
