package io.github.clilogin.samplecli;

import java.io.IOException;
import java.text.Normalizer;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a return code until the answer has six letters, so that other answers are not
 * sent to the server. Gives up after ten answers, since a program may write without end.
 *
 * @param question shows the question and reads an answer
 */
record ReturnCodeInput(Question question) {

	private static final int MAX_ANSWERS = 10;

	/**
	 * Returns the letters.
	 * @param isRepeated whether the previous letters were wrong
	 * @return six letters, or {@code null} if the user cannot be asked
	 */
	@Nullable String read(boolean isRepeated) throws IOException, InterruptedException {
		Problem problem = isRepeated ? Problem.INCORRECT : Problem.NONE;
		for (int i = 0; i < MAX_ANSWERS; i++) {
			String answer = this.question.ask(problem);
			String letters = (answer != null) ? letters(answer) : null;
			if (answer == null || letters != null) {
				return letters;
			}
			problem = Problem.MALFORMED;
		}
		return null;
	}

	/** Ignores case, spaces and dashes. A return code has no vowels. */
	private static @Nullable String letters(String answer) {
		String letters = Normalizer.normalize(answer, Normalizer.Form.NFKC)
			.replaceAll("[^\\p{L}\\p{N}]", "")
			.toUpperCase(Locale.ROOT);
		return letters.matches("[BCDFGHJKLMNPQRSTVWXZ]{6}") ? letters : null;
	}

	/** Describes the problem of the previous answer. */
	enum Problem {

		NONE, INCORRECT, MALFORMED

	}

	/** Asks once. */
	@FunctionalInterface
	interface Question {

		/** Returns the answer, or {@code null} if the user cannot be asked. */
		@Nullable String ask(Problem problem) throws IOException, InterruptedException;

	}

}
