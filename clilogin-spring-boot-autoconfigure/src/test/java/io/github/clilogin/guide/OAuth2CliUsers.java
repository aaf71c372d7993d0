package io.github.clilogin.guide;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ProviderDetails;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.security.CliLoginSecurity;

/**
 * The guide: a token has the principal of the OAuth 2.0 login.
 */
@Configuration(proxyBeanMethods = false)
class OAuth2CliUsers {

	@Bean
	Profiles profiles() {
		return new Profiles();
	}

	@Bean
	CliUserService cliUsers(Profiles profiles, ClientRegistrationRepository registrations) {
		CliUserService builtIn = CliLoginSecurity.userService(() -> null);
		return new CliUserService() {

			@Override
			public CliUser remember(Authentication user) {
				return builtIn.remember(user);
			}

			@Override
			public Optional<Authentication> load(CliUser user) {
				return profiles.find(user.id()).map((attributes) -> {
					String registration = user.id().split(":", 2)[0];
					ProviderDetails provider = Objects.requireNonNull(registrations.findByRegistrationId(registration))
						.getProviderDetails();
					String nameAttribute = Objects
						.requireNonNull(provider.getUserInfoEndpoint().getUserNameAttributeName());
					OAuth2User principal = new DefaultOAuth2User(AuthorityUtils.createAuthorityList(user.authorities()),
							attributes, nameAttribute);
					return new OAuth2AuthenticationToken(principal, principal.getAuthorities(), registration);
				});
			}

		};
	}

	/** The table of users, filled at each sign-in. */
	static class Profiles {

		private final Map<String, Map<String, Object>> attributes = new ConcurrentHashMap<>();

		@EventListener
		void on(InteractiveAuthenticationSuccessEvent event) {
			if (event.getAuthentication() instanceof OAuth2AuthenticationToken user) {
				this.attributes.put(user.getAuthorizedClientRegistrationId() + ":" + user.getName(),
						user.getPrincipal().getAttributes());
			}
		}

		Optional<Map<String, Object>> find(String id) {
			return Optional.ofNullable(this.attributes.get(id));
		}

		void delete(String id) {
			this.attributes.remove(id);
		}

	}

}
