package io.github.clilogin.samplecli;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.grack.nanojson.JsonObject;
import io.github.clilogin.client.CliLoginException;
import io.github.clilogin.client.CliLoginException.Reason;
import io.github.clilogin.client.CredentialStore;
import io.github.clilogin.client.Credentials;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Implements {@code acme logout}, which revokes the credentials on the server and then
 * deletes them here. They stay stored until the server has answered, since nothing else
 * can revoke them.
 */
@Command(name = "logout", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "Log out and revoke the login on the server.")
final class LogoutCommand implements Callable<Integer> {

	private final CliContext context;

	@Mixin
	private final TargetOptions target;

	@Option(names = "--all", description = "Revoke all your logins, on all machines.")
	private boolean all;

	LogoutCommand(CliContext context) {
		this.context = context;
		this.target = new TargetOptions(context);
	}

	@Override
	public Integer call() throws Exception {
		URI uri = this.target.uri();
		CredentialStore store = this.target.store();
		Optional<Credentials> credentials = store.load(uri);
		if (credentials.isEmpty()) {
			this.context.out().println("Not logged in to " + uri + ": nothing to do.");
		}
		else if (this.all) {
			// Revoke first: only these credentials can revoke the other logins
			int count = new AcmeApi(this.target, credentials.get(), false)
				.revoke(JsonObject.builder().value("all", true).done());
			store.delete(uri);
			this.context.out().println("Logged out of " + uri + " everywhere. Logins revoked: " + count);
		}
		else {
			end(credentials.get(), uri, store);
			this.context.out().println("Logged out of " + uri);
		}
		if (this.target.isShadowed()) {
			this.context.err().println("ACME_TOKEN is still set. Unset it to stop using its token.");
		}
		return ExitCode.OK.number();
	}

	private void end(Credentials credentials, URI uri, CredentialStore store) throws AcmeException, IOException {
		try {
			this.target.client().build().revoke(credentials);
			store.delete(uri);
		}
		catch (CliLoginException ex) {
			if (ex.reason() == Reason.UNREACHABLE || ex.reason() == Reason.CANCELLED) {
				throw new AcmeException(ExitCode.of(ex.reason()), "Not logged out: " + again(ex));
			}
			store.delete(uri);
			throw new AcmeException(ExitCode.of(ex.reason()), "Logged out on this machine only. " + ex.getMessage()
					+ " Revoke the login in the application, or the server accepts it until it expires.");
		}
	}

	private static String again(CliLoginException failure) {
		return (failure.reason() == Reason.CANCELLED) ? "cancelled. Try again." : String.valueOf(failure.getMessage());
	}

}
