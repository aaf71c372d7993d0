package io.github.clilogin.benchmarks.host;

import com.mongodb.client.MongoClient;
import org.bson.Document;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application with Spring Security, MongoDB and a small API. It does not depend on the
 * starter, so it runs with and without it. Users sign in by HTTP Basic, so that a
 * benchmark needs neither cookies nor pages.
 */
@SpringBootApplication
@RestController
public class HostApp {

	/**
	 * Starts the application.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(HostApp.class, args);
	}

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.httpBasic(Customizer.withDefaults())
			.csrf((csrf) -> csrf.disable())
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.build();
	}

	@Bean
	UserDetailsService users() {
		return (name) -> User.withUsername(name).password("{noop}demo").roles("USER").build();
	}

	/** Queries the database at start-up, with and without the starter. */
	@Bean
	String database(MongoClient client) {
		client.getDatabase("bench").runCommand(new Document("ping", 1));
		return client.getDatabase("bench").getName();
	}

	@GetMapping("/api/me")
	String me(Authentication user) {
		return user.getName();
	}

}
