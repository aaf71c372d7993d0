package io.github.clilogin.web;

import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the words of the page.
 */
class ConfirmationPageTextsTests {

	private final StaticMessageSource host = new StaticMessageSource();

	private final ConfirmationPageTexts texts = new ConfirmationPageTexts(this.host);

	private void host(String code, String text) {
		this.host.addMessage(code, Locale.ENGLISH, text);
	}

	@Test
	void everyTextOfAHostIsAPatternWhateverItsKind() {
		host("clilogin.page.code.label", "It''s the code");
		host("clilogin.page.review.text", "It''s {0}");
		host("clilogin.page.minutes", "{0} o''clock");
		host("clilogin.scope.read", "Ann''s things");
		assertThat(this.texts.get(Locale.ENGLISH, "code.label")).isEqualTo("It's the code");
		assertThat(this.texts.get(Locale.ENGLISH, "review.text", "Acme")).isEqualTo("It's Acme");
		assertThat(this.texts.duration(Locale.ENGLISH, Duration.ofMinutes(5))).isEqualTo("5 o'clock");
		assertThat(this.texts.getOrElse(Locale.ENGLISH, "clilogin.scope.read", "read")).isEqualTo("Ann's things");
	}

	@Test
	void whatTheHostDoesNotSayIsOurs() {
		assertThat(this.texts.get(Locale.ENGLISH, "confirm")).isEqualTo("Confirm");
		assertThat(this.texts.getOrElse(Locale.ENGLISH, "clilogin.scope.read", "read")).isEqualTo("read");
	}

}
