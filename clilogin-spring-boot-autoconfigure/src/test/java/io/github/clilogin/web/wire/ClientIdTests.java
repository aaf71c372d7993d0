package io.github.clilogin.web.wire;

import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the identification of a client, over HTTP.
 */
class ClientIdTests {

	private static final String TOKEN = "grant_type=device_code&device_code=";

	@AutoClose
	private static final HostApplication host = ControlledHost.start();

	@AutoClose
	private static final HostApplication choosy = ControlledHost.start("clilogin.clients.acme=Acme CLI",
			"clilogin.login.flows=confirm");

	@Test
	void aBasicHeaderNamesTheClientAndItsSecretIsIgnored() {
		for (String secret : List.of("", "shipped-with-the-program", "a:b")) {
			RawResponse device = host.wire().form("/clilogin/device", "", RawConnection.basic("my+cli%2B", secret));
			assertThat(host.loginOf(device).request().clientId()).isEqualTo("my cli+");
			assertThat(host.wire()
				.form("/clilogin/token", TOKEN + device.text("device_code"), RawConnection.basic("my+cli%2B", secret))
				.error()).isEqualTo("400 authorization_pending");
			assertThat(host.wire()
				.form("/clilogin/token", TOKEN + device.text("device_code"), RawConnection.basic("evil", secret))
				.error()).isEqualTo("400 invalid_grant");
		}
	}

	@Test
	void headerAndBodyMustNameTheSameClient() {
		assertThat(host.wire().form("/clilogin/device", "client_id=acme", RawConnection.basic("acme", "")).status())
			.isEqualTo(200);
		assertThat(host.wire().form("/clilogin/device", "client_id=acme", RawConnection.basic("", "")).status())
			.isEqualTo(200);
		assertThat(host.wire().form("/clilogin/device", "client_id=acme", RawConnection.basic("other", "")).error())
			.isEqualTo("400 invalid_request");
	}

	@Test
	void aBrokenBasicHeaderIsInvalid() {
		for (String header : List.of("Basic", "Basic ", "Basic !!!", "Basic YWNtZQ==", "basic " + "A", "Basic JXp6Og==",
				"Basic /zo=")) {
			assertThat(host.wire().form("/clilogin/device", "", "Authorization: " + header).error())
				.isEqualTo("400 invalid_request");
		}
	}

	@Test
	void otherAuthenticationSchemesAreIgnored() {
		for (String header : List.of("Bearer x", "Bearer", "Digest username=\"acme\"", "nonsense")) {
			assertThat(host.wire().form("/clilogin/device", "", "Authorization: " + header).status()).isEqualTo(200);
		}
	}

	@Test
	void aClientThatIsNotConfiguredIsInvalidAndChallengedOnlyIfItAuthenticated() {
		assertThat(choosy.wire().form("/clilogin/device", "client_id=acme").status()).isEqualTo(200);
		for (String body : List.of("", "client_id=other")) {
			RawResponse answer = choosy.wire().form("/clilogin/device", body);
			assertThat(answer.error()).isEqualTo("400 invalid_client");
			assertThat(answer.header("WWW-Authenticate")).isEmpty();
		}
		RawResponse answer = choosy.wire().form("/clilogin/device", "", RawConnection.basic("other", ""));
		assertThat(answer.error()).isEqualTo("401 invalid_client");
		assertThat(answer.header("WWW-Authenticate")).containsExactly("Basic realm=\"clilogin\"");
	}

	@Test
	void withConfiguredClientsAPollMustNameItsClient() {
		String code = choosy.wire().form("/clilogin/device", "client_id=acme").text("device_code");
		assertThat(choosy.wire().form("/clilogin/token", TOKEN + code).error()).isEqualTo("400 invalid_grant");
		assertThat(choosy.wire().form("/clilogin/token", TOKEN + code + "&client_id=acme").error())
			.isEqualTo("400 authorization_pending");
	}

}
