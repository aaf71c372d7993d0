package com.example.session;

import java.time.Duration;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class SessionApplication {

	public static void main(String[] args) {
		SpringApplication.run(SessionApplication.class, args);
	}

	@Bean
	CliCredentialMapper credentials() {
		return (user, login) -> CliCredential.token(Duration.ofDays(7), login.request().scopes());
	}

}
