package io.github.clilogin.samplecli;

import java.util.Objects;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The command {@code acme}.
 */
@Command(name = "acme", mixinStandardHelpOptions = true, versionProvider = Acme.Version.class,
		description = "Works with the sample application.",
		footer = { "", "Exit codes: 0 ok, 1 other, 2 usage, 3 rejected, 4 not logged in, 5 expired,",
				"6 unreachable, 130 cancelled." })
public final class Acme {

	private Acme() {
	}

	/**
	 * Runs a command and ends the process with its exit code.
	 * @param args the command line
	 */
	public static void main(String[] args) {
		Surroundings surroundings = Surroundings.ofThisProcess();
		int exitCode = commandLine(surroundings).execute(args);
		surroundings.ctrlC().end();
		System.exit(exitCode);
	}

	static CommandLine commandLine(Surroundings surroundings) {
		CommandLine acme = new CommandLine(new Acme());
		return acme.addSubcommand(new LoginCommand(surroundings))
			.addSubcommand(new WhoamiCommand(surroundings))
			.addSubcommand(new LogoutCommand(surroundings))
			.addSubcommand(new LoginsCommand(surroundings))
			.addSubcommand(new TokenCommand(surroundings))
			.addSubcommand(new CompletionCommand(surroundings))
			.setCaseInsensitiveEnumValuesAllowed(true)
			.setExecutionExceptionHandler(new FailureReport())
			.setParameterExceptionHandler(FailureReport.mistyped(acme.getParameterExceptionHandler()))
			.setOut(surroundings.out())
			.setErr(surroundings.err());
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
