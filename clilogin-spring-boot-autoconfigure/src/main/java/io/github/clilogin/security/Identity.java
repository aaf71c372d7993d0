package io.github.clilogin.security;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.util.ClassUtils;

/**
 * Who a signed-in user is.
 *
 * @param id the same for each of the user's sign-ins, and nobody else's
 * @param name what the user would recognise
 * @param local whether the host knows the user by the id itself, not through a provider
 */
record Identity(String id, String name, boolean local) {

	private static final boolean OAUTH2 = ClassUtils.isPresent(
			"org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken",
			Identity.class.getClassLoader());

	static Identity of(Authentication user) {
		return (OAUTH2 && OAuth2.knows(user)) ? OAuth2.identity(user)
				: new Identity(user.getName(), user.getName(), true);
	}

	/** Apart, so that a host without OAuth 2.0 never loads it. */
	private static final class OAuth2 {

		static boolean knows(Authentication user) {
			return user instanceof OAuth2AuthenticationToken;
		}

		/** A name is unique at its provider only. */
		static Identity identity(Authentication user) {
			OAuth2AuthenticationToken token = (OAuth2AuthenticationToken) user;
			Map<String, Object> attributes = token.getPrincipal().getAttributes();
			String name = Stream.of("name", "login", "preferred_username")
				.map(attributes::get)
				.map((value) -> Objects.toString(value, ""))
				.filter((value) -> !value.isBlank())
				.findFirst()
				.orElse(token.getName());
			return new Identity(token.getAuthorizedClientRegistrationId() + ":" + token.getName(), name, false);
		}

	}

}
