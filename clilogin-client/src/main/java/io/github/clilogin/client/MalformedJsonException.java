package io.github.clilogin.client;

import java.io.IOException;

/**
 * Thrown for text that is not a JSON object within the limits of the reader. The message
 * gives the position and never quotes the text.
 */
final class MalformedJsonException extends IOException {

	private static final long serialVersionUID = 1L;

	MalformedJsonException(String problem, int position) {
		super(problem + " at character " + position);
	}

}
