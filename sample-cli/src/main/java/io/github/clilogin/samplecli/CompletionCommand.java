package io.github.clilogin.samplecli;

import java.util.concurrent.Callable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Implements {@code acme completion}, which prints a script for bash and zsh.
 */
@Command(name = "completion", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "Print a completion script. In bash or zsh, run: source <(acme completion)")
final class CompletionCommand implements Callable<Integer> {

	private final CliContext context;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	CompletionCommand(CliContext context) {
		this.context = context;
	}

	@Override
	public Integer call() {
		this.context.out().print(AutoComplete.bash("acme", this.spec.root().commandLine()));
		this.context.out().flush();
		return ExitCode.OK.number();
	}

}
