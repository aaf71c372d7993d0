package io.github.clilogin.sampleapp;

import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API, open to a browser's session and to a command line's token alike.
 */
@RestController
class MeController {

	@GetMapping("/api/me")
	Me me(Authentication user) {
		return new Me(user.getName());
	}

	/**
	 * Who asks.
	 *
	 * @param name the user's name
	 */
	record Me(String name) {
	}

}
