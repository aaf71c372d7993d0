package io.github.clilogin.security;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.util.ClassUtils;

import io.github.clilogin.CliUser;

/**
 * Who a signed-in user is.
 *
 * @param id the same for each of the user's sign-ins; for a user of an OAuth 2.0 provider
 * {@code registrationId:name}, for any other the name, with a colon before it if it
 * contains one. Registrations are not empty, so that nobody who chooses a name is taken
 * for a user of a provider. Users whom the host itself knows by the same name are one.
 * @param name what the user would recognise
 * @param local whether the host knows the user by name, not through a provider
 */
record Identity(String id, String name, boolean local) {

	private static final String SEPARATOR = ":";

	private static final boolean OAUTH2 = ClassUtils.isPresent(
			"org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken",
			Identity.class.getClassLoader());

	static Identity of(Authentication user) {
		if (user.getPrincipal() instanceof CliUser remembered) {
			return new Identity(remembered.id(), remembered.name(), false);
		}
		return (OAUTH2 && OAuth2.knows(user)) ? OAuth2.identity(user)
				: new Identity(localId(user.getName()), user.getName(), true);
	}

	private static String localId(String name) {
		return name.contains(SEPARATOR) ? SEPARATOR + name : name;
	}

	/** The name at sign-in of a user whom the host knows by name. */
	static String localName(String id) {
		return id.startsWith(SEPARATOR) ? id.substring(SEPARATOR.length()) : id;
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
			return new Identity(token.getAuthorizedClientRegistrationId() + SEPARATOR + token.getName(), name, false);
		}

	}

}
