package io.github.clilogin.security;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.util.ClassUtils;

import io.github.clilogin.CliUser;

/**
 * Identifies a signed-in user. Local users of the same name are one user.
 *
 * @param id see {@link CliLoginSecurity#userService}; a registration id is never empty,
 * so no name equals the id of a user of a provider
 * @param name the display name
 * @param principalName the name of the authentication, or {@code null} if unknown
 * @param local whether the user signed in without a provider
 */
record UserIdentity(String id, String name, @Nullable String principalName, boolean local) {

	private static final String SEPARATOR = ":";

	private static final boolean OAUTH2 = ClassUtils.isPresent(
			"org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken",
			UserIdentity.class.getClassLoader());

	static UserIdentity of(Authentication user) {
		if (user.getPrincipal() instanceof CliUser remembered) {
			return new UserIdentity(remembered.idInTenant(), remembered.name(), remembered.principalName(), false);
		}
		return (OAUTH2 && OAuth2.knows(user)) ? OAuth2.identity(user)
				: new UserIdentity(localId(user.getName()), user.getName(), user.getName(), true);
	}

	private static String localId(String name) {
		return name.contains(SEPARATOR) ? SEPARATOR + name : name;
	}

	/** Returns the sign-in name of a local user. */
	static String localName(String id) {
		return id.startsWith(SEPARATOR) ? id.substring(SEPARATOR.length()) : id;
	}

	/** Loaded only by a host application with OAuth 2.0. */
	private static final class OAuth2 {

		static boolean knows(Authentication user) {
			return user instanceof OAuth2AuthenticationToken;
		}

		/** Adds the registration id, because a name is unique only at its provider. */
		static UserIdentity identity(Authentication user) {
			OAuth2AuthenticationToken token = (OAuth2AuthenticationToken) user;
			Map<String, Object> attributes = token.getPrincipal().getAttributes();
			String name = Stream.of("name", "login", "preferred_username")
				.map(attributes::get)
				.map((value) -> Objects.toString(value, ""))
				.filter((value) -> !value.isBlank())
				.findFirst()
				.orElse(token.getName());
			return new UserIdentity(token.getAuthorizedClientRegistrationId() + SEPARATOR + token.getName(), name,
					token.getName(), false);
		}

	}

}
