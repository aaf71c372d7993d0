package com.example.oauth2.resource;

import java.security.Principal;
import java.util.Objects;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderController {

	@GetMapping({ "/api/name", "/internal/name" })
	String name(Principal principal) {
		return principal.getName();
	}

	@GetMapping("/api/subject")
	String subject(@AuthenticationPrincipal Jwt jwt) {
		return Objects.requireNonNull(jwt.getSubject());
	}

}
