package io.github.clilogin.client;

import java.io.IOException;

/**
 * Text that is no JSON object within the reader's limits. Says where, never what.
 */
final class MalformedJsonException extends IOException {

	private static final long serialVersionUID = 1L;

	MalformedJsonException(String problem, int position) {
		super(problem + " at character " + position);
	}

}
