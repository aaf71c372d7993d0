package io.github.clilogin.sampleapp;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Provides the API for browser sessions and for CLI tokens.
 */
@RestController
class MeController {

	@GetMapping("/api/me")
	Me me(Authentication user) {
		return new Me(user.getName());
	}

	/**
	 * Contains the current user.
	 *
	 * @param name the user's name
	 */
	record Me(String name) {
	}

}
