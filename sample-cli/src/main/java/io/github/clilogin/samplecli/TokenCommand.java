package io.github.clilogin.samplecli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code acme token}: the only command that prints the secret.
 */
@Command(name = "token", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "Print the token, for another program. Keep it secret.")
final class TokenCommand implements Callable<Integer> {

	private final Surroundings surroundings;

	@Mixin
	private final TargetOptions target;

	TokenCommand(Surroundings surroundings) {
		this.surroundings = surroundings;
		this.target = new TargetOptions(surroundings);
	}

	@Override
	public Integer call() throws Exception {
		this.surroundings.out().println(this.target.credentials().accessToken());
		this.target.nameShadow();
		return ExitCode.OK.number();
	}

}
