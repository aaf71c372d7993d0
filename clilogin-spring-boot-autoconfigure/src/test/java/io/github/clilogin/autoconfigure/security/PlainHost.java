package io.github.clilogin.autoconfigure.security;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A host application that configures nothing.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PlainHost.Api.class)
final class PlainHost {

	/**
	 * The endpoints of the host.
	 */
	@RestController
	static class Api {

		@GetMapping("/api/me")
		String me(Authentication user) {
			return user.getName();
		}

		@PostMapping("/api/things")
		String create(Authentication user) {
			return "made by " + user.getName();
		}

		@GetMapping("/fails")
		String fail() {
			throw new IllegalStateException("As a host may fail");
		}

		@GetMapping("/other")
		String other(Authentication user) {
			return user.getName();
		}

	}

}
