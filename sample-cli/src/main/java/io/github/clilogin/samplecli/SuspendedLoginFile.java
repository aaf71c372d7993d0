package io.github.clilogin.samplecli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;

/**
 * Stores the login that {@code login --start} leaves for {@code login --complete}. The
 * text is as secret as credentials, so a credential store keeps it, encoded as an access
 * token.
 *
 * @param store a store with its own file
 * @param target the server and the profile
 */
record SuspendedLoginFile(CredentialStore store, TargetOptions target) {

	void write(String suspended) throws IOException, AcmeException {
		String text = Base64.getUrlEncoder().encodeToString(suspended.getBytes(StandardCharsets.UTF_8));
		this.store.save(this.target.uri(), new Credentials(text, "suspended", null, Set.of(), null, false));
	}

	/**
	 * Reads the login. Throws an {@link IllegalArgumentException} if the text is damaged.
	 * @param start the command that starts a login
	 */
	String read(String start) throws IOException, AcmeException {
		Optional<Credentials> kept = this.store.load(this.target.uri());
		if (kept.isEmpty()) {
			throw new AcmeException(ExitCode.USAGE,
					"No login was started at " + this.target.uri() + ". Run: " + this.target.again(start));
		}
		return new String(Base64.getUrlDecoder().decode(kept.get().accessToken()), StandardCharsets.UTF_8);
	}

	void delete() throws IOException, AcmeException {
		this.store.delete(this.target.uri());
	}

}
