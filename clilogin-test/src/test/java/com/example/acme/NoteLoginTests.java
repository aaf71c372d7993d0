package com.example.acme;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.test.CliLoginTester;
import io.github.clilogin.test.CollectedCliLogin;

/**
 * The test with a whole login of {@code docs/guide/testing.md}.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "clilogin.store=memory")
class NoteLoginTests {

	@LocalServerPort
	private int port;

	@Autowired
	private CliLoginTester tester;

	@Autowired
	private CliLoginService cliLogins;

	@Test
	void aRevokedTokenIsRefused() {
		CollectedCliLogin login = this.tester.scopes("read").login("ann");
		RestTestClient cli = RestTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.port)
			.defaultHeaders((headers) -> headers.setBearerAuth(login.credential()))
			.build();
		cli.get().uri("/api/notes").exchange().expectStatus().isOk();
		this.cliLogins.revokeAll("ann");
		cli.get().uri("/api/notes").exchange().expectStatus().isUnauthorized();
	}

}
