package io.github.clilogin.guide;

import java.time.Duration;
import java.time.Instant;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;

/**
 * Example of the guide: delivers a JWT of the host.
 */
@Configuration(proxyBeanMethods = false)
class JwtCredentials {

	@Bean
	CliCredentialMapper credentials(JwtEncoder encoder) {
		return (user, login) -> {
			Instant now = Instant.now();
			Instant end = now.plus(Duration.ofHours(8));
			JwtClaimsSet claims = JwtClaimsSet.builder()
				.subject(user.getName())
				.issuedAt(now)
				.expiresAt(end)
				.claim("scope", String.join(" ", login.request().scopes()))
				.build();
			String jwt = encoder.encode(JwtEncoderParameters.from(claims)).getTokenValue();
			return CliCredential.of(jwt, "Bearer", end);
		};
	}

}
