package com.example.oauth2.client;

import java.security.Principal;
import java.util.Objects;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProfileController {

	@GetMapping("/api/name")
	String name(Principal principal) {
		return principal.getName();
	}

	@GetMapping("/api/email")
	String email(@AuthenticationPrincipal OAuth2User user) {
		return Objects.requireNonNull(user.getAttribute("email"));
	}

}
