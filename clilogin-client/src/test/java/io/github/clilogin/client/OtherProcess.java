package io.github.clilogin.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Runs in a second process for {@link WriteLockTests} and {@link ProcessTests}.
 */
final class OtherProcess {

	private OtherProcess() {
	}

	/**
	 * Accepts {@code hold LOCK}, {@code write FILE SERVER THREADS TIMES},
	 * {@code load FILE} or {@code start URI}.
	 */
	public static void main(String[] arguments) throws Exception {
		if (arguments[0].equals("start")) {
			System.out.println(problemOf(URI.create(arguments[1])));
			return;
		}
		Path path = Path.of(arguments[1]);
		if (arguments[0].equals("hold")) {
			WriteLock.holding(path, Duration.ZERO, () -> {
				System.out.println("held");
				System.in.read();
			});
			return;
		}
		if (arguments[0].equals("load")) {
			for (int i = 0; i < 3; i++) {
				CredentialStore.file(path).load(server("app"));
			}
			return;
		}
		long lost = IntStream.range(0, Integer.parseInt(arguments[3]))
			.parallel()
			.mapToLong((thread) -> write(path, server(arguments[2] + thread), Integer.parseInt(arguments[4])))
			.sum();
		System.out.println((lost == 0) ? "nothing lost" : lost + " lost");
	}

	private static String problemOf(URI server) {
		try {
			CliLoginClient.builder(server).build().start();
			return "started";
		}
		catch (CliLoginException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	static URI server(String name) {
		return URI.create("https://" + name + ".example.com");
	}

	private static long write(Path file, URI server, int times) {
		CredentialStore store = CredentialStore.file(file);
		return IntStream.range(0, times).filter((time) -> isLost(store, server, "clt_" + time)).count();
	}

	/**
	 * Retries when the lock times out, which happens on a slow disk and loses nothing.
	 */
	private static void save(CredentialStore store, URI server, Credentials credentials) throws IOException {
		boolean isSaved = false;
		while (!isSaved) {
			try {
				store.save(server, credentials);
				isSaved = true;
			}
			catch (IOException ex) {
				if (!String.valueOf(ex.getMessage()).startsWith("Another process holds the lock")) {
					throw ex;
				}
			}
		}
	}

	private static boolean isLost(CredentialStore store, URI server, String accessToken) {
		try {
			save(store, server, new Credentials(accessToken, "Bearer", null, Set.of(), null));
			return !store.load(server).map(Credentials::accessToken).filter(accessToken::equals).isPresent();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
