package com.example.webflux;

import java.security.Principal;

import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MeController {

	@GetMapping("/api/me")
	Mono<String> me(Mono<Principal> principal) {
		return principal.map(Principal::getName);
	}

}
