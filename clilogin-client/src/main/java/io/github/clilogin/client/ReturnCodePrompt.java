package io.github.clilogin.client;

import java.io.IOException;
import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Asks the user for the return code, the six letters that the browser shows after the
 * confirmation. They prove that browser and terminal belong to the same user. A prompt
 * reads from the terminal device, such as {@code /dev/tty}, since standard input may be
 * redirected.
 */
@FunctionalInterface
public interface ReturnCodePrompt {

	/**
	 * Asks for the return code. Runs on a thread of its own, which is interrupted when
	 * the login ends without an answer. If the text cannot be a return code, the client
	 * asks again. After {@code null} or an {@link IOException} the client does not ask
	 * again: it waits for the browser if it listens, and otherwise cancels the login.
	 * {@link PendingLogin#await} throws any other exception or error of the prompt.
	 * @param page the page that shows the letters, for the user to open, or {@code null}
	 * if the browser already shows them
	 * @param isRepeated whether the letters of the previous answer were wrong
	 * @return the text that the user typed, in any case and with any dashes and spaces,
	 * or {@code null} if the user cannot be asked
	 * @throws IOException if the user cannot be asked
	 * @throws InterruptedException if the login has ended
	 */
	@Nullable String ask(@Nullable URI page, boolean isRepeated) throws IOException, InterruptedException;

}
