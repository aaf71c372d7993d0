package io.github.clilogin.guide;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;

/**
 * The guide: the access token of an OAuth 2.0 provider.
 */
@Configuration(proxyBeanMethods = false)
class GitHubCredentials {

	@Bean
	CliCredentialMapper credentials(OAuth2AuthorizedClientService clients) {
		return (user, login) -> {
			if (!(user instanceof OAuth2AuthenticationToken person)) {
				return CliCredential.refuse("Sign in with GitHub");
			}
			OAuth2AuthorizedClient client = clients.loadAuthorizedClient(person.getAuthorizedClientRegistrationId(),
					person.getName());
			return (client != null) ? CliCredential.of(client.getAccessToken().getTokenValue())
					: CliCredential.refuse("Sign out and in again: GitHub's token is no longer known here");
		};
	}

}
