package io.github.clilogin.samplecli;

import io.github.clilogin.client.CliLoginException;

/**
 * Lists the exit codes of {@code acme}.
 */
enum ExitCode {

	OK(0), OTHER(1), USAGE(2), REJECTED(3), NOT_LOGGED_IN(4), EXPIRED(5), UNREACHABLE(6), CANCELLED(130);

	private final int number;

	ExitCode(int number) {
		this.number = number;
	}

	int number() {
		return this.number;
	}

	static ExitCode of(CliLoginException.Reason reason) {
		return switch (reason) {
			case REJECTED -> REJECTED;
			case EXPIRED -> EXPIRED;
			case CANCELLED -> CANCELLED;
			case UNREACHABLE -> UNREACHABLE;
			case OTHER_SERVER, OTHER_CLIENT -> USAGE;
			default -> OTHER;
		};
	}

}
