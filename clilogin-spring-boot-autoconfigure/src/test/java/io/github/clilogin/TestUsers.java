package io.github.clilogin;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * Users whose accounts can be closed.
 */
final class TestUsers implements CliUserService {

	private final Set<String> gone = ConcurrentHashMap.newKeySet();

	static Authentication signedIn(String name, String... authorities) {
		TestingAuthenticationToken user = new TestingAuthenticationToken(name, "password", authorities);
		user.setAuthenticated(true);
		return user;
	}

	void close(String name) {
		this.gone.add(name);
	}

	@Override
	public CliUser remember(Authentication user) {
		Set<String> authorities = user.getAuthorities()
			.stream()
			.filter(CliUser::isRememberable)
			.map(Object::toString)
			.collect(Collectors.toCollection(HashSet::new));
		return new CliUser(user.getName(), user.getName().toUpperCase(Locale.ROOT), authorities, false);
	}

	@Override
	public Optional<Authentication> load(CliUser user) {
		return this.gone.contains(user.id()) ? Optional.empty() : Optional
			.of(new TestingAuthenticationToken(user.id(), "", AuthorityUtils.createAuthorityList(user.authorities())));
	}

}
