package io.github.clilogin.testsupport;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;

/**
 * Users that exist without an account, until a test closes their account. Safe for use by
 * many threads.
 */
public final class TestUsers implements CliUserService {

	private final Set<String> closed = ConcurrentHashMap.newKeySet();

	private final AtomicInteger remembered = new AtomicInteger();

	private final UnaryOperator<String> names;

	/** Creates users whose id is their name. */
	public TestUsers() {
		this(UnaryOperator.identity());
	}

	/** Creates users with a name for each ID. */
	public TestUsers(UnaryOperator<String> names) {
		this.names = names;
	}

	/** Returns a signed-in user with the authority {@code ROLE_USER}. */
	public static Authentication user(String name) {
		return user(name, "ROLE_USER");
	}

	/** Returns a signed-in user with these authorities. */
	public static Authentication user(String name, String... authorities) {
		return new TestingAuthenticationToken(name, "", authorities);
	}

	/** Returns a signed-in user whose account a {@code UserDetailsService} has loaded. */
	public static Authentication account(String name) {
		UserDetails account = User.withUsername(name).password("").roles("USER").build();
		return UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities());
	}

	/** Closes the account of a user. */
	public void close(String id) {
		this.closed.add(id);
	}

	/** Returns how often the library has called {@link #remember}. */
	public int remembered() {
		return this.remembered.get();
	}

	@Override
	public CliUser remember(Authentication user) {
		this.remembered.incrementAndGet();
		return new CliUser(user.getName(), this.names.apply(user.getName()), CliUser.rememberableAuthorities(user),
				true);
	}

	@Override
	public Optional<Authentication> load(CliUser user) {
		return this.closed.contains(user.id()) ? Optional.empty() : Optional
			.of(new TestingAuthenticationToken(user.id(), "", AuthorityUtils.createAuthorityList(user.authorities())));
	}

}
