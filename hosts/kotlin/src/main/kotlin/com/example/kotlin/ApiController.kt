package com.example.kotlin

import io.github.clilogin.CliTokenAuthentication
import org.springframework.security.core.Authentication
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RestController

@RestController
class ApiController(private val log: LoginLog) {

	// A parameter of the type CliTokenAuthentication would fail for a browser
	@GetMapping("/api/me")
	fun me(user: Authentication) = when (user) {
		is CliTokenAuthentication -> "${user.name} by ${user.login.request().clientId() ?: "an unknown CLI"}"
		else -> "${user.name} in a browser"
	}

	@GetMapping("/api/log")
	fun log() = log.lines.joinToString("\n")

}
