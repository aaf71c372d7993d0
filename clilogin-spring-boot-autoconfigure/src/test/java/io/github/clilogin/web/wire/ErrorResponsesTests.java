package io.github.clilogin.web.wire;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import io.github.clilogin.testsupport.CapturedLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how failed requests are logged.
 */
class ErrorResponsesTests {

	@AutoClose
	private final CapturedLog log = new CapturedLog(ErrorResponses.class);

	@Test
	void failedPollsOfManyClisAreOneWarning() {
		for (int i = 0; i < 200; i++) {
			ErrorResponses.answerPoll(new StoppedDatabaseException(), WireDialect.FORM);
		}
		assertThat(this.log.messages()).singleElement()
			.asString()
			.isEqualTo("WARNING A poll failed, and the CLI was told to continue (authorization_pending): "
					+ StoppedDatabaseException.class.getName() + ": The database is down");
	}

	@Test
	void failedStatusPollsOfManyClisAreOneWarningWithoutAStackTrace() {
		for (int i = 0; i < 200; i++) {
			ErrorResponses.answerStatusPoll(new StoppedDatabaseException(), WireDialect.FORM);
		}
		assertThat(this.log.messages()).containsExactly("WARNING A poll failed, and the CLI was told to try again "
				+ "(503): " + StoppedDatabaseException.class.getName() + ": The database is down");
	}

	/** A type of its own, because the warnings of other tests count by type. */
	private static final class StoppedDatabaseException extends IllegalStateException {

		private static final long serialVersionUID = 1L;

		StoppedDatabaseException() {
			super("The database is down");
		}

	}

}
