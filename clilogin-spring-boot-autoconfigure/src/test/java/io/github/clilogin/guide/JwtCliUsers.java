package io.github.clilogin.guide;

import java.util.Optional;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.security.CliLoginSecurity;

/**
 * The guide: a token has a JSON Web Token as its principal.
 */
@Configuration(proxyBeanMethods = false)
class JwtCliUsers {

	@Bean
	CliUserService cliUsers() {
		CliUserService builtIn = CliLoginSecurity.userService(() -> null);
		return new CliUserService() {

			@Override
			public CliUser remember(Authentication user) {
				return builtIn.remember(user);
			}

			@Override
			public Optional<Authentication> load(CliUser user) {
				return builtIn.load(user).map((loaded) -> {
					Jwt jwt = Jwt.withTokenValue("none").header("alg", "none").subject(loaded.getName()).build();
					return new JwtAuthenticationToken(jwt, loaded.getAuthorities());
				});
			}

		};
	}

}
