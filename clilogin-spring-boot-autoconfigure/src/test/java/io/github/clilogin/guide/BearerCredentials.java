package io.github.clilogin.guide;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;

/**
 * Example of the guide: delivers the bearer token of the user's request.
 */
@Configuration(proxyBeanMethods = false)
class BearerCredentials {

	@Bean
	CliCredentialMapper credentials() {
		return (user, login) -> {
			if (!(user instanceof JwtAuthenticationToken bearer)) {
				return CliCredential.refuse("Sign in with a bearer token");
			}
			Jwt jwt = bearer.getToken();
			return CliCredential.of(jwt.getTokenValue(), "Bearer", jwt.getExpiresAt());
		};
	}

}
