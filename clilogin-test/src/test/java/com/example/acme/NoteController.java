package com.example.acme;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.github.clilogin.CliTokenAuthentication;

/**
 * An API, and URLs outside of it.
 */
@RestController
class NoteController {

	@GetMapping("/api/notes")
	List<String> notes(Principal user) {
		return List.of("Note of " + user.getName());
	}

	@PostMapping("/api/notes")
	String add(@RequestBody String text, Principal user) {
		return user.getName() + " wrote " + text;
	}

	/**
	 * Describes the user of a request, except the ID of the login, its times and the key
	 * for credentials of the host application.
	 */
	@GetMapping("/api/user")
	Map<String, String> user(Authentication user) {
		Map<String, String> description = new TreeMap<>();
		description.put("class", user.getClass().getName());
		description.put("name", user.getName());
		description.put("principal", user.getPrincipal() + "");
		description.put("details", user.getDetails() + "");
		description.put("credentials", user.getCredentials() + "");
		description.put("authorities",
				user.getAuthorities().stream().map(GrantedAuthority::getAuthority).sorted().toList() + "");
		if (user instanceof CliTokenAuthentication token) {
			description.put("owner", token.getOwnerId() + " " + token.getLogin().owner());
			description.put("request", token.getLogin().request() + "");
			description.put("fields",
					token.getLogin().row().toString().replace("SEAL_KEY, ", "") + " " + token.getLogin().status());
			description.put("id", token.getLogin().id().replaceAll("[0-9a-f]", "x"));
		}
		return description;
	}

	@GetMapping("/open/user")
	String visitor(@Nullable Principal user) {
		return (user != null) ? user.getName() : "anonymous";
	}

	@PostMapping("/open/notes")
	String suggest() {
		return "suggested";
	}

}
