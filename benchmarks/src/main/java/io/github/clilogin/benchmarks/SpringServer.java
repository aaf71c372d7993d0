package io.github.clilogin.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * Starts Spring Authorization Server with pending logins.
 */
final class SpringServer {

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

	private SpringServer() {
	}

	static Peer start(Subject subject, int count) {
		List<String> properties = (subject == Subject.AUTHORIZATION_SERVER_JDBC)
				? Stream.concat(PROPERTIES.stream(), JDBC.stream()).toList() : PROPERTIES;
		Server server = World.start("spring-" + subject + "-" + count, subject, List.of(), properties);
		return Peer.of(server, count, Calls.start("/oauth2/device_authorization", "scope=api" + CREDENTIALS),
				(code) -> Calls.token("/oauth2/token", code, CREDENTIALS));
	}

}
