package com.example.oauth2.client;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;

/**
 * Keeps the users who signed in, as a table of the application would.
 */
@Component
class Profiles {

	private final Map<String, OAuth2User> users = new ConcurrentHashMap<>();

	@EventListener
	void on(InteractiveAuthenticationSuccessEvent event) {
		if (event.getAuthentication() instanceof OAuth2AuthenticationToken token) {
			this.users.put(token.getAuthorizedClientRegistrationId() + ":" + token.getName(), token.getPrincipal());
		}
	}

	Optional<OAuth2User> find(String id) {
		return Optional.ofNullable(this.users.get(id));
	}

}
