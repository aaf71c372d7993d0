package io.github.clilogin.conformance.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Creates a certificate for {@code localhost}, which no browser trusts.
 */
final class TlsKeyStore {

	private static final String PASSWORD = "changeit";

	private TlsKeyStore() {
	}

	/** Returns options of a JVM that trusts the certificate of this directory. */
	static List<String> trusted(Path directory) {
		return List.of("-Djavax.net.ssl.trustStore=" + directory.resolve("tls.p12"),
				"-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
	}

	/** Returns the properties of an application that uses a new certificate. */
	static Map<String, String> properties(Path directory) {
		Path store = directory.resolve("tls.p12");
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias",
				"tls", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
		try {
			Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(keytool.getInputStream().readAllBytes());
			if (keytool.waitFor() != 0 || !Files.exists(store)) {
				throw new IllegalStateException("No certificate: " + output);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		return Map.of("server.ssl.key-store", store.toString(), "server.ssl.key-store-password", PASSWORD);
	}

}
