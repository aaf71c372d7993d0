package com.example.jpa;

import java.security.Principal;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AccountController {

	private final Accounts accounts;

	AccountController(Accounts accounts) {
		this.accounts = accounts;
	}

	@GetMapping("/api/me")
	String me(Principal principal) {
		return principal.getName();
	}

	@GetMapping("/api/email")
	String email(Principal principal) {
		return this.accounts.findByName(principal.getName()).orElseThrow().getEmail();
	}

}
