package com.example.kotlin

import java.time.Duration

import io.github.clilogin.CliCredential
import io.github.clilogin.CliCredentialMapper
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication
import org.springframework.context.annotation.Bean

@SpringBootApplication
class KotlinApplication {

	@Bean
	fun credentials() = CliCredentialMapper { user, login ->
		if (login.request().clientId() == "blocked") CliCredential.refuse("Not for ${user.name}")
		else CliCredential.token(Duration.ofDays(7), login.request().scopes())
	}

}

fun main(args: Array<String>) {
	runApplication<KotlinApplication>(*args)
}
