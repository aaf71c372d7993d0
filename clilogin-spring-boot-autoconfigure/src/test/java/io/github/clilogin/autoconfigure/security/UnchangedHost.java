package io.github.clilogin.autoconfigure.security;

import java.io.IOException;
import java.io.OutputStream;

import org.bson.Document;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A host with Spring Security and MongoDB that does not use clilogin. It runs as a
 * program on class paths with and without the starter.
 */
final class UnchangedHost {

	/** The text that the host prints before its port. */
	static final String PORT = "Listening on ";

	private UnchangedHost() {
	}

	/** Runs until its input ends. */
	public static void main(String... arguments) throws IOException {
		try (ConfigurableApplicationContext host = SpringApplication.run(Application.class, arguments)) {
			System.out.println(PORT + host.getEnvironment().getProperty("local.server.port"));
			System.in.transferTo(OutputStream.nullOutputStream());
		}
	}

	/** The host. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Api.class, HostChains.Ann.class })
	static class Application {

		@Bean
		@ConditionalOnProperty(name = "test.chain", havingValue = "form")
		SecurityFilterChain form(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/host.txt", "/error")
					.permitAll()
					.anyRequest()
					.authenticated())
				.formLogin(Customizer.withDefaults())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		@ConditionalOnProperty(name = "test.chain", havingValue = "stateless")
		SecurityFilterChain stateless(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.cors(Customizer.withDefaults())
				.csrf((csrf) -> csrf.disable())
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.build();
		}

	}

	/** The endpoints of the host. */
	@RestController
	static class Api {

		private final MongoTemplate things;

		Api(MongoTemplate things) {
			this.things = things;
		}

		@GetMapping("/api/me")
		Document me(@RequestParam(defaultValue = "Ann Example") String name) {
			return new Document("someName", name);
		}

		@PostMapping("/api/things")
		String add() {
			this.things.insert(new Document("a", "thing"), "things");
			return "added";
		}

		@GetMapping("/things")
		long count() {
			return this.things.getCollection("things").countDocuments();
		}

		@GetMapping("/other")
		String other() {
			return "other";
		}

		@GetMapping("/fails")
		String fail() {
			throw new IllegalStateException("As a host may fail");
		}

	}

}
