package io.github.clilogin.samplecli;

import java.util.concurrent.Callable;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Implements {@code acme whoami}, which asks the API for the account.
 */
@Command(name = "whoami", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "Print the account of the current login.")
final class WhoamiCommand implements Callable<Integer> {

	private final CliContext context;

	@Mixin
	private final TargetOptions target;

	@Option(names = "--json", description = "Print a JSON object.")
	private boolean json;

	WhoamiCommand(CliContext context) {
		this.context = context;
		this.target = new TargetOptions(context);
	}

	@Override
	public Integer call() throws Exception {
		String name = this.target.api().accountName();
		this.context.out().println(this.json ? json(name) : name);
		if (!this.json) {
			this.target.nameShadow();
		}
		return ExitCode.OK.number();
	}

	private String json(String name) throws AcmeException {
		return JsonWriter.string(JsonObject.builder()
			.value("account", name)
			.value("server", this.target.uri().toString())
			.value("source", this.target.source())
			.done());
	}

}
