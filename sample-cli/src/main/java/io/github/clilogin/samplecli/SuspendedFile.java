package io.github.clilogin.samplecli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;

/**
 * Where {@code login --start} leaves what {@code login --complete} needs. As secret as
 * credentials, and thus kept like them: one for each server.
 *
 * @param store a file of its own
 * @param server whose login it is
 */
record SuspendedFile(CredentialStore store, URI server) {

	void write(String suspended) throws IOException {
		String text = Base64.getUrlEncoder().encodeToString(suspended.getBytes(StandardCharsets.UTF_8));
		this.store.save(this.server, new Credentials(text, "suspended", null, Set.of(), null));
	}

	/** Throws an {@link IllegalArgumentException} if it is damaged. */
	String read() throws IOException, AcmeException {
		String text = this.store.load(this.server)
			.orElseThrow(() -> new AcmeException(ExitCode.USAGE,
					"No login was started at " + this.server + ". Run: acme login --start"))
			.accessToken();
		return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
	}

	void delete() throws IOException {
		this.store.delete(this.server);
	}

}
