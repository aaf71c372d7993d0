package io.github.clilogin.benchmarks.host;

import com.mongodb.client.MongoClient;
import org.bson.Document;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
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

	/** Queries MongoDB, if it is used, at start-up, with and without the starter. */
	@Bean
	InitializingBean database(ObjectProvider<MongoClient> clients) {
		return () -> clients.ifAvailable((client) -> client.getDatabase("bench").runCommand(new Document("ping", 1)));
	}

	@GetMapping("/api/me")
	String me(Authentication user) {
		return user.getName();
	}

}
