package io.github.clilogin.canary;

import java.nio.file.Path;

import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.web.exchanges.InMemoryHttpExchangeRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.testsupport.HostApplication;

/**
 * A host that says all it knows: everything logs at TRACE, the driver whole commands, and
 * the actuator shows every endpoint with all values. Its user is ann with the password
 * demo.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class CanaryHost {

	/** The client that gets a credential of the host in place of a token. */
	static final String LEGACY = "legacy";

	private static final String[] PROPERTIES = { "test.actuator=true", "clilogin.api.paths=/api/**",
			"clilogin.endpoints.cli=true", "clilogin.endpoints.page=true", "clilogin.endpoints.logins=true",
			"clilogin.endpoints.tokens=true", "clilogin.login.flows=confirm,code,browser", "clilogin.login.interval=1s",
			"management.endpoints.web.exposure.include=*", "management.endpoints.access.default=read-only",
			"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always",
			"logging.threshold.console=off",
			// A container's wire logger prints all bytes that come and go; so does its
			// logger of parsed header fields
			"logging.level.org.apache.coyote=info", "logging.level.org.apache.tomcat.util.net=info",
			// Below INFO, Tomcat logs the cookies of each request and the bodies of forms
			"logging.level.org.apache.tomcat.util.http=info",
			// The test's own client
			"logging.level.jdk.internal.httpclient=info",
			// A log that is rolled over is compressed, and nothing is found in it
			"logging.logback.rollingpolicy.max-file-size=1GB" };

	static HostApplication start(String mongodbUri, Path log, String planted, String credential) {
		HostApplication host = HostApplication.with(CanaryHost.class)
			.properties(PROPERTIES)
			.property("canary", planted)
			.property("spring.mongodb.uri", mongodbUri)
			.property("logging.file.name", log)
			.bean(new HostCredential(credential))
			.start();
		LoggingSystem.get(CanaryHost.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.TRACE);
		return host;
	}

	@Bean
	static Witness witness() {
		return new Witness();
	}

	@Bean
	MongoClientSettingsBuilderCustomizer wholeCommands() {
		return (settings) -> settings.applyToLoggerSettings((logger) -> logger.maxDocumentLength(1_000_000));
	}

	@Bean
	CliCredentialMapper credentials(HostCredential credential) {
		return (user, login) -> LEGACY.equals(login.request().clientId()) ? CliCredential.of(credential.value())
				: CliCredential.token();
	}

	@Bean
	InMemoryHttpExchangeRepository exchanges() {
		return new InMemoryHttpExchangeRepository();
	}

	@Bean
	InMemoryAuditEventRepository audits() {
		return new InMemoryAuditEventRepository();
	}

	/**
	 * The credential that the host delivers to CLIs.
	 *
	 * @param value a secret
	 */
	record HostCredential(String value) {

		@Override
		public String toString() {
			return "HostCredential";
		}

	}

	/**
	 * The API that CLIs call with their tokens.
	 */
	@RestController
	static class Api {

		private final Witness witness;

		Api(Witness witness) {
			this.witness = witness;
		}

		@GetMapping("/api/me")
		String me(Authentication user) {
			return this.witness.saw(user).toString();
		}

		@GetMapping("/api/fail")
		String fail(Authentication user) {
			throw new IllegalStateException("Failed for " + user);
		}

	}

}
