package io.github.clilogin.client;

import java.net.URI;

import io.github.clilogin.client.CliLoginException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EndpointDiscovery}.
 */
class EndpointDiscoveryTests {

	private final ScriptedServer server = new ScriptedServer();

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	private ScriptedServer.Reply document(String issuer, String more) {
		return ScriptedServer.json(200, "{\"issuer\":\"" + issuer + "\",\"token_endpoint\":\"" + this.server.uri()
				+ "/token\",\"claims\":[[{}]]" + more + "}");
	}

	private String device() {
		return ",\"device_authorization_endpoint\":\"" + this.server.uri() + "/device\"";
	}

	@ParameterizedTest
	@CsvSource({ "0,/.well-known/oauth-authorization-server/a", "1,/a/.well-known/oauth-authorization-server",
			"2,/a/.well-known/openid-configuration" })
	void theMetadataIsReadInEachOfItsThreePlaces(int misses, String place) throws Exception {
		URI issuer = this.server.uri().resolve("/a");
		for (int i = 0; i < misses; i++) {
			this.server.then(ScriptedServer.html(404));
		}
		this.server.then(document(issuer.toString(), device()));
		URI base = this.server.uri();
		assertThat(ServerEndpoints.discover(issuer))
			.isEqualTo(new ServerEndpoints(base.resolve("/device"), base.resolve("/token"), null, null, null));
		assertThat(this.server.last().path()).isEqualTo(place);
	}

	@Test
	void anIssuerMayEndInASlash() throws Exception {
		URI issuer = this.server.uri().resolve("/");
		this.server.then(document(issuer.toString(),
				device() + ",\"revocation_endpoint\":\"" + this.server.uri() + "/revoke\""));
		assertThat(ServerEndpoints.discover(issuer).revoke()).isEqualTo(this.server.uri().resolve("/revoke"));
		assertThat(this.server.last().path()).isEqualTo("/.well-known/oauth-authorization-server");
	}

	@Test
	void metadataOfAnotherIssuerIsRefused() {
		this.server.then(document("https://evil.example", device()), document(this.server.uri() + "/b", device()));
		assertProtocol("does not publish metadata");
		assertThat(this.server.requests).hasSize(3);
	}

	@Test
	void aServerWithoutADeviceEndpointSaysSo() {
		this.server.then(document(this.server.uri().toString(), ""));
		assertProtocol("does not support logins from the command line");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.com/device", "nonsense", "javascript:alert(1)" })
	void anUnsafeEndpointIsRefused(String device) {
		this.server
			.then(document(this.server.uri().toString(), ",\"device_authorization_endpoint\":\"" + device + "\""));
		assertProtocol("https");
	}

	@ParameterizedTest
	@ValueSource(strings = { "device_authorization_endpoint", "token_endpoint", "revocation_endpoint" })
	void anEncryptedServerHasNoEndpointInClear(String name) throws Exception {
		String document = """
				{"device_authorization_endpoint":"https://a.example/d","token_endpoint":"https://b.example/t",
				"revocation_endpoint":"https://a.example/r"}""";
		EndpointDiscovery discovery = new EndpointDiscovery(URI.create("https://a.example"));
		assertThat(discovery.endpoints(JsonReader.read(document)).token()).isEqualTo(URI.create("https://b.example/t"));
		JsonObject local = JsonReader
			.read(document.replaceAll("(" + name + "\":\")https://[^/]+", "$1http://localhost"));
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> discovery.endpoints(local))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.PROTOCOL))
			.withMessageContaining("an endpoint without https");
	}

	@Test
	void redirectsEverywhereMeanAPortal() {
		ScriptedServer.Reply portal = ScriptedServer.reply(302, "text/html", "", "Location", "/portal");
		this.server.then(portal, portal, portal);
		assertUnreachable("only redirects");
		assertThat(this.server.requests).hasSize(3);
	}

	private void assertProtocol(String words) {
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> ServerEndpoints.discover(this.server.uri()))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.PROTOCOL))
			.withMessageContaining(words);
	}

	@Test
	void aRedirectIsNotFollowed() {
		this.server.then(ScriptedServer.reply(302, "text/html", "", "Location", "/elsewhere"));
		assertProtocol("does not publish metadata");
		assertThat(this.server.paths()).doesNotContain("/elsewhere");
	}

	@Test
	void aServerThatIsBusyOrGoneIsUnreachable() {
		this.server.then(ScriptedServer.html(503));
		assertUnreachable("HTTP 503");
		this.server.then(ScriptedServer.html(408));
		assertUnreachable("HTTP 408");
		this.server.close();
		assertUnreachable("connection refused");
	}

	private void assertUnreachable(String words) {
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(() -> ServerEndpoints.discover(this.server.uri()))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE))
			.withMessageContaining(words);
	}

}
