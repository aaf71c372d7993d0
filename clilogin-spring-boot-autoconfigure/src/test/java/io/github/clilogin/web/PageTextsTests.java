package io.github.clilogin.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the texts of the page.
 */
class PageTextsTests {

	private final StaticMessageSource host = new StaticMessageSource();

	private final PageTexts texts = new PageTexts(this.host);

	private void host(String code, String text) {
		this.host.addMessage(code, Locale.ENGLISH, text);
	}

	@Test
	void everyTextOfAHostIsAMessagePattern() {
		host("clilogin.page.code.label", "It''s the code");
		host("clilogin.page.review.text", "It''s {0}");
		host("clilogin.page.minutes", "{0} o''clock");
		host("clilogin.scope.read", "Ann''s things");
		assertThat(this.texts.get(Locale.ENGLISH, "code.label")).isEqualTo("It's the code");
		assertThat(this.texts.get(Locale.ENGLISH, "review.text", "Acme")).isEqualTo("It's Acme");
		assertThat(this.texts.duration(Locale.ENGLISH, Duration.ofMinutes(5))).isEqualTo("5 o'clock");
		assertThat(this.texts.getOrElse(Locale.ENGLISH, "clilogin.scope.read", "read")).isEqualTo("Ann's things");
	}

	private static Map<String, String> bundle(String language) throws IOException {
		Properties bundle = new Properties();
		String name = "ConfirmationPage" + language + ".properties";
		try (InputStream in = Objects.requireNonNull(PageTexts.class.getResourceAsStream(name))) {
			bundle.load(new InputStreamReader(in, StandardCharsets.UTF_8));
		}
		return bundle.stringPropertyNames().stream().collect(Collectors.toMap((key) -> key, bundle::getProperty));
	}

	/**
	 * Returns the arguments of a text and their choices, which are the same in every
	 * language.
	 */
	private static List<String> arguments(String pattern) {
		return Stream.of(new MessageFormat(pattern, Locale.ENGLISH).getFormatsByArgumentIndex())
			.map((format) -> (format != null) ? format.getClass().getSimpleName() : "text")
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "_de", "_fr" })
	void everyLanguageHasTheSameKeysAndArguments(String language) throws IOException {
		Map<String, String> english = bundle("");
		Map<String, String> other = bundle(language);
		assertThat(other).containsOnlyKeys(english.keySet());
		other.forEach((key, pattern) -> {
			assertThat(arguments(pattern)).as(key).isEqualTo(arguments(english.getOrDefault(key, "")));
			assertThat(MessageFormat.format(pattern, 7, 8)).as(key).doesNotContain("{", "''");
		});
		assertThat(other).containsEntry("clilogin.page.lang", language.substring(1));
	}

	@Test
	void anUnknownLanguageIsAnsweredInEnglishInEveryDefaultLocale() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.GERMAN);
		try {
			assertThat(this.texts.get(Locale.JAPANESE, "confirm")).isEqualTo("Confirm");
			assertThat(this.texts.get(Locale.CANADA_FRENCH, "confirm")).isEqualTo("Confirmer");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void aHostsLanguageMayRunFromRightToLeft() {
		Locale arabic = Locale.forLanguageTag("ar");
		this.host.addMessage("clilogin.page.lang", arabic, "ar");
		this.host.addMessage("clilogin.page.dir", arabic, "rtl");
		ConfirmationPage page = new ConfirmationPage(ConfirmationPage.Kind.EXPIRED, null, null, null, Map.of(), null,
				null, null);
		assertThat(ConfirmationPageRenderer.builtIn("Acme", this.host).render(page, arabic))
			.contains("<html lang=\"ar\" dir=\"rtl\">");
	}

	@Test
	void aLanguageOfTheHostIsUsed() {
		List<Locale> wanted = List.of(Locale.KOREAN, Locale.JAPAN, Locale.GERMAN);
		ConfirmationPageRenderer look = ConfirmationPageRenderer.builtIn("Acme", this.host);
		assertThat(look.locale(wanted)).isEqualTo(Locale.GERMAN);
		this.host.addMessage("clilogin.page.lang", Locale.JAPAN, "ja");
		assertThat(look.locale(wanted)).isEqualTo(Locale.JAPAN);
		assertThat(look.locale(List.of(Locale.KOREAN, Locale.CHINESE))).isEqualTo(Locale.KOREAN);
	}

	@Test
	void theBuiltInTextIsUsedIfTheHostHasNone() {
		assertThat(this.texts.get(Locale.ENGLISH, "confirm")).isEqualTo("Confirm");
		assertThat(this.texts.getOrElse(Locale.ENGLISH, "clilogin.scope.read", "read")).isEqualTo("read");
	}

}
