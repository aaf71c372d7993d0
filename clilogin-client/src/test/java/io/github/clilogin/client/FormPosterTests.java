package io.github.clilogin.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Answers that never end.
 */
@Timeout(20)
class FormPosterTests {

	@Test
	void aBodyThatTricklesIsGivenUpInTime() {
		CountDownLatch over = new CountDownLatch(1);
		try (ScriptedServer server = new ScriptedServer()) {
			server.then((exchange) -> {
				exchange.sendResponseHeaders(200, 1000);
				exchange.getResponseBody().write('{');
				exchange.getResponseBody().flush();
				hang(over);
			});
			assertThatIOException()
				.isThrownBy(() -> new FormPoster().post(server.uri(), new Form(), Duration.ofSeconds(1)))
				.withMessage("no answer within 1 s");
			over.countDown();
		}
	}

	private static void hang(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
