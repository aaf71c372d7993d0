package io.github.clilogin.client;

import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.clilogin.client.CliLoginException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UnreachableServer}.
 */
@Timeout(20)
class UnreachableServerTests {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private static void assertUnreachable(URI server, String... words) {
		assertUnreachable(() -> CliLoginClient.builder(server).build().start(), words);
		assertUnreachable(() -> ServerEndpoints.discover(server), words);
	}

	private static void assertUnreachable(ThrowingCallable call, String... words) {
		assertThatExceptionOfType(CliLoginException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.UNREACHABLE))
			.withMessageContainingAll(words);
	}

	@Test
	void aRefusedConnectionSuggestsToTryAgain() {
		assertUnreachable(URI.create("http://127.0.0.1:1"), "(connection refused). Try again later.");
	}

	@Test
	void anUnknownHostIsAMatterOfTheAddressOrTheNetwork() {
		assertUnreachable(URI.create("https://no-such-host.invalid"),
				"(unknown host). Check the network and the address.");
	}

	@Test
	void anUntrustedCertificateIsNamed(@TempDir Path temp) throws Exception {
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(temp.resolve("keys"))));
		server.start();
		try {
			assertUnreachable(URI.create("https://127.0.0.1:" + server.getAddress().getPort()),
					"(certificate not trusted)", "Check the server's certificate.");
		}
		finally {
			server.stop(0);
		}
	}

	private static SSLContext selfSigned(Path keys) throws Exception {
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		Process process = new ProcessBuilder(keytool, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=ip:127.0.0.1", "-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass",
				String.valueOf(PASSWORD))
			.redirectErrorStream(true)
			.redirectOutput(Redirect.DISCARD)
			.start();
		assertThat(process.waitFor()).isZero();
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(keys)) {
			store.load(in, PASSWORD);
		}
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(store, PASSWORD);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		return context;
	}

	@Test
	void aBusyServerSaysWhenToTryAgain() {
		try (ScriptedServer server = new ScriptedServer()) {
			ScriptedServer.Reply busy = ScriptedServer.reply(503, "text/plain", "", "Retry-After", "7");
			server.then(busy, busy);
			assertUnreachable(server.uri(), "is busy (HTTP 503). Try again in 7 s.");
		}
	}

}
