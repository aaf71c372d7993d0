package com.example.databases;

import java.security.Principal;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OrderController {

	@GetMapping("/api/me")
	String me(Principal principal) {
		return principal.getName();
	}

}
