package io.github.clilogin.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.web.SecurityFilterChain;

/**
 * JSON Web Tokens as a host signs and checks them.
 */
public enum JsonWebTokens {

	/** Tokens of the host application. */
	OWN("0123456789abcdef0123456789ABCDEF"),

	/** Tokens of another issuer. */
	FOREIGN("abcdef0123456789ABCDEF0123456789");

	private final SecretKey key;

	JsonWebTokens(String key) {
		this.key = new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
	}

	/**
	 * Issues a token for five minutes.
	 * @param subject the subject
	 * @return the token
	 */
	public String token(String subject) {
		Instant now = Instant.now();
		JwtClaimsSet claims = JwtClaimsSet.builder()
			.subject(subject)
			.issuedAt(now)
			.expiresAt(now.plusSeconds(300))
			.build();
		return encoder().encode(JwtEncoderParameters.from(claims)).getTokenValue();
	}

	/**
	 * Returns the encoder, which signs tokens.
	 * @return the encoder
	 */
	public JwtEncoder encoder() {
		return NimbusJwtEncoder.withSecretKey(this.key).build();
	}

	/**
	 * Returns the decoder, which checks tokens.
	 * @return the decoder
	 */
	public JwtDecoder decoder() {
		return NimbusJwtDecoder.withSecretKey(this.key).build();
	}

	/** A host application that demands one of its tokens for every request. */
	@Configuration(proxyBeanMethods = false)
	public static class ResourceServer {

		@Bean
		SecurityFilterChain api(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
				.build();
		}

		@Bean
		JwtDecoder jwtDecoder() {
			return OWN.decoder();
		}

	}

}
