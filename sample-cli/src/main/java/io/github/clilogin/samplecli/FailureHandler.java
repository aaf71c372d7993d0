package io.github.clilogin.samplecli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;

import io.github.clilogin.client.CliLoginException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Prints a failure as a sentence or as JSON and chooses the exit code. Stack traces are
 * never printed.
 */
final class FailureHandler implements IExecutionExceptionHandler {

	@Override
	public int handleExecutionException(Exception problem, CommandLine commandLine, ParseResult parsed) {
		ExitCode exitCode = exitCode(problem);
		if (parsed.originalArgs().contains("--json")) {
			commandLine.getOut().println(JsonReport.failed(exitCode, sentence(problem)));
		}
		else {
			commandLine.getErr().println(sentence(problem));
		}
		return exitCode.number();
	}

	/** Prints usage errors as JSON if the user asked for JSON. */
	static IParameterExceptionHandler mistyped(IParameterExceptionHandler fallback) {
		return (problem, arguments) -> {
			if (!List.of(arguments).contains("--json")) {
				return fallback.handleParseException(problem, arguments);
			}
			problem.getCommandLine()
				.getOut()
				.println(JsonReport.failed(ExitCode.USAGE, String.valueOf(problem.getMessage())));
			return ExitCode.USAGE.number();
		};
	}

	private static ExitCode exitCode(Exception problem) {
		if (problem instanceof AcmeException failure) {
			return failure.exitCode();
		}
		return (problem instanceof CliLoginException failure) ? ExitCode.of(failure.reason()) : ExitCode.OTHER;
	}

	private static String sentence(Exception problem) {
		if (problem instanceof FileSystemException file) {
			return "Cannot use " + file.getFile() + " (" + reason(file)
					+ "). Check its owner and permissions, or set ACME_HOME.";
		}
		// Other messages may quote a header with the token
		String words = isForUsers(problem) ? problem.getMessage() : null;
		return (words != null) ? words
				: "acme failed with an internal error. Please report it with the output of acme --version.";
	}

	/** Describes a file error in words, since its message is often only the path. */
	private static String reason(FileSystemException problem) {
		if (problem instanceof AccessDeniedException) {
			return "access denied";
		}
		if (problem instanceof FileAlreadyExistsException) {
			return "not a directory";
		}
		if (problem instanceof NoSuchFileException) {
			return "not found";
		}
		return Objects.requireNonNullElse(problem.getReason(), "file system error");
	}

	/**
	 * Returns whether the message was written for users. An {@link IOException} at this
	 * point comes from the credential store.
	 */
	private static boolean isForUsers(Exception problem) {
		return problem instanceof AcmeException || problem instanceof CliLoginException
				|| problem instanceof IOException;
	}

}
