package io.github.clilogin.guide;

import java.net.URI;
import java.util.Map;

import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.oauth2.client.CommonOAuth2Provider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * An OAuth 2.0 provider that answers as GitHub does: octocat is signed in, and nothing
 * says when the token ends.
 */
@RestController
class Provider {

	static final String ACCESS_TOKEN = "gho_of_octocat";

	private final Environment environment;

	Provider(Environment environment) {
		this.environment = environment;
	}

	/** Returns the registration of Spring Boot for GitHub. */
	ClientRegistration registration(String id) {
		String provider = "http://localhost:" + this.environment.getProperty("local.server.port") + "/provider";
		return CommonOAuth2Provider.GITHUB.getBuilder(id)
			.clientId("client")
			.clientSecret("secret")
			.authorizationUri(provider + "/authorize")
			.tokenUri(provider + "/token")
			.userInfoUri(provider + "/user")
			.build();
	}

	@GetMapping("/provider/authorize")
	ResponseEntity<Void> authorize(@RequestParam("redirect_uri") String redirectUri, @RequestParam String state) {
		URI back = UriComponentsBuilder.fromUriString(redirectUri)
			.queryParam("code", "code")
			.queryParam("state", "{state}")
			.build(state);
		return ResponseEntity.status(302).location(back).build();
	}

	@PostMapping("/provider/token")
	Map<String, String> token() {
		return Map.of("access_token", ACCESS_TOKEN, "token_type", "bearer");
	}

	@GetMapping("/provider/user")
	Map<String, Object> user() {
		return Map.of("id", 583231, "login", "octocat");
	}

}
