package io.github.clilogin.samplecli;

import java.util.Objects;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * Provides the command {@code acme}.
 */
@Command(name = "acme", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "Log in to the sample application and use its API.",
		footer = { "", "Exit codes: 0 success, 1 other failure, 2 usage error, 3 rejected,",
				"4 not logged in, 5 expired, 6 unreachable, 130 cancelled." })
public final class Acme {

	private Acme() {
	}

	/**
	 * Runs a command and exits with its exit code.
	 * @param args the command-line arguments
	 */
	public static void main(String[] args) {
		CliContext context = CliContext.ofThisProcess();
		int exitCode = commandLine(context).execute(args);
		context.ctrlC().end();
		System.exit(exitCode);
	}

	static CommandLine commandLine(CliContext context) {
		CommandLine acme = new CommandLine(new Acme());
		return acme.addSubcommand(new LoginCommand(context))
			.addSubcommand(new WhoamiCommand(context))
			.addSubcommand(new LogoutCommand(context))
			.addSubcommand(new ManageLoginsCommand(context))
			.addSubcommand(new TokenCommand(context))
			.addSubcommand(new CompletionCommand(context))
			.setCaseInsensitiveEnumValuesAllowed(true)
			.setExecutionExceptionHandler(new FailureHandler())
			.setParameterExceptionHandler(FailureHandler.mistyped(acme.getParameterExceptionHandler()))
			.setOut(context.out())
			.setErr(context.err());
	}

	static String version() {
		return Objects.requireNonNullElse(Acme.class.getPackage().getImplementationVersion(), "development");
	}

	static final class Version implements IVersionProvider {

		@Override
		public String[] getVersion() {
			return new String[] { "acme " + version() };
		}

	}

}
