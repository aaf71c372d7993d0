package io.github.clilogin.samplecli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Implements {@code acme token}, the only command that prints the secret.
 */
@Command(name = "token", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "Print the token for another program. Keep it secret.")
final class TokenCommand implements Callable<Integer> {

	private final CliContext context;

	@Mixin
	private final TargetOptions target;

	TokenCommand(CliContext context) {
		this.context = context;
		this.target = new TargetOptions(context);
	}

	@Override
	public Integer call() throws Exception {
		this.context.out().println(this.target.credentials().accessToken());
		this.target.nameShadow();
		return ExitCode.OK.number();
	}

}
