package io.github.clilogin.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Spring's authorization server with pending logins.
 *
 * @param server the server
 * @param deviceCodes their device codes
 */
record SpringServer(Server server, List<String> deviceCodes) {

	private static final String CLIENT = "spring.security.oauth2.authorizationserver.client.acme.";

	private static final String CREDENTIALS = "&client_id=acme&client_secret=acme";

	private static final List<String> PROPERTIES = List.of("--" + CLIENT + "registration.client-id=acme",
			"--" + CLIENT + "registration.client-secret=acme",
			"--" + CLIENT + "registration.client-authentication-methods=client_secret_post",
			"--" + CLIENT + "registration.authorization-grant-types=urn:ietf:params:oauth:grant-type:device_code",
			"--" + CLIENT + "registration.scopes=api", "--" + CLIENT + "token.device-code-time-to-live=2h");

	private static final List<String> JDBC = List.of("--benchmark.jdbc=true", "--spring.datasource.url=jdbc:h2:mem:sas",
			"--spring.sql.init.schema-locations=classpath:"
					+ "org/springframework/security/oauth2/server/authorization/oauth2-authorization-schema.sql");

	static SpringServer start(Subject subject, int count) {
		List<String> properties = (subject == Subject.AUTHORIZATION_SERVER_JDBC)
				? Stream.concat(PROPERTIES.stream(), JDBC.stream()).toList() : PROPERTIES;
		Server server = World.start("spring-" + count, subject, List.of(), properties);
		List<String> codes = new ArrayList<>();
		Request start = Calls.start("/oauth2/device_authorization", "scope=api" + CREDENTIALS)
			.then((answer) -> codes.add(answer.member("device_code")));
		Load.run(Traffic.each(server.port(), 8, 0, Duration.ofSeconds(60),
				Stream.generate(() -> start).limit(count).iterator()))
			.valid("Starts at Spring's server");
		return new SpringServer(server, List.copyOf(codes));
	}

	Supplier<Request> polls() {
		AtomicInteger next = new AtomicInteger();
		return () -> Calls.token("/oauth2/token",
				this.deviceCodes.get(next.getAndIncrement() % this.deviceCodes.size()), CREDENTIALS);
	}

}
