package io.github.clilogin.samplecli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/**
 * Implements {@code acme logins}, which lists and revokes the logins of the account.
 */
@Command(name = "logins", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "List or revoke the logins of your account.")
final class ManageLoginsCommand implements Callable<Integer> {

	private static final int SHORT_ID = 10;

	private final CliContext context;

	@Mixin
	private final TargetOptions target;

	@Option(names = "--json", description = "Print JSON, one object per line.", scope = ScopeType.INHERIT)
	private boolean json;

	ManageLoginsCommand(CliContext context) {
		this.context = context;
		this.target = new TargetOptions(context);
	}

	@Override
	public Integer call() throws Exception {
		return list();
	}

	@Command(name = "list", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
			description = "List your logins. A star marks the current one.")
	int list() throws Exception {
		PrintWriter out = this.context.out();
		for (ListedLogin login : this.target.api().logins()) {
			out.println(this.json ? JsonWriter.string(login.toJson()) : line(login));
		}
		if (!this.json) {
			this.target.nameShadow();
		}
		return ExitCode.OK.number();
	}

	private static String line(ListedLogin login) {
		return String.format("%s %s  %-30s  logged in %s, last used %s", login.isCurrent() ? "*" : " ",
				shortened(login.id(), SHORT_ID), login.name(), shortened(login.createdAt(), 10),
				shortened(Objects.requireNonNullElse(login.lastUsedAt(), "-"), 10));
	}

	private static String shortened(String text, int length) {
		return text.substring(0, Math.min(text.length(), length));
	}

	@Command(name = "revoke", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
			description = "Revoke a login on the server.")
	int revoke(
			@Parameters(paramLabel = "ID", arity = "0..1",
					description = "ID of the login, or its first characters.") @Nullable String id,
			@Option(names = "--others", description = "Revoke all logins but the current one.") boolean others)
			throws Exception {
		if ((id == null) != others) {
			throw new AcmeException(ExitCode.USAGE,
					"Name the login to revoke: " + this.target.again("acme logins revoke ID") + ", or "
							+ this.target.again("acme logins revoke --others"));
		}
		AcmeApi api = this.target.api();
		int count = api.revoke((id != null) ? JsonObject.builder().value("tokenId", only(api.logins(), id)).done()
				: JsonObject.builder().value("others", true).done());
		this.context.out().println(this.json ? json(count) : "Logins revoked: " + count);
		if (!this.json) {
			this.target.nameShadow();
		}
		if (!this.json && others && this.target.isShadowed()) {
			this.context.err().println("Only the login of the token in ACME_TOKEN was kept.");
		}
		return ExitCode.OK.number();
	}

	private String json(int count) {
		return JsonWriter
			.string(JsonObject.builder().value("revoked", count).value("source", this.target.source()).done());
	}

	private String only(List<ListedLogin> logins, String beginning) throws AcmeException {
		List<String> ids = logins.stream().map(ListedLogin::id).filter((id) -> id.startsWith(beginning)).toList();
		if (ids.size() != 1 || beginning.isEmpty()) {
			throw new AcmeException(ExitCode.USAGE,
					(ids.isEmpty() ? "No login ID starts with " : "Several login IDs start with ")
							+ AcmeApi.printable(beginning) + ". Run: " + this.target.again("acme logins"));
		}
		return ids.get(0);
	}

}
