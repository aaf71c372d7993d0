package io.github.clilogin.client;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrintableText}.
 */
class PrintableTextTests {

	@Test
	void textsOfAllScriptsStayUnchanged() {
		for (String text : List.of("Not on Sundays!", "Nicht für Ännchen", "Не сегодня", "山田のパソコン", "คอมพิวเตอร์",
				"हिन्दी", "שלום")) {
			assertThat(PrintableText.of(text)).isEqualTo(text);
		}
	}

	@Test
	void hiddenCharactersAndEscapesAreRemoved() {
		assertThat(PrintableText.of("a\u200Bn\uDB40\uDC41n\u202E\u2066\u00AD\u3164\u2800\uFE0F")).isEqualTo("ann");
		assertThat(PrintableText.of("a\u001B[31m\u009B\r\nb")).isEqualTo("a[31m  b");
		assertThat(PrintableText.of("\u200D\uFEFF")).isNull();
	}

	@Test
	void noCodePointOfAHiddenCategoryRemains() {
		assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
			.filter((character) -> isHidden(character) && !"ab"
				.equals(String.valueOf(PrintableText.of("a" + Character.toString(character) + "b")).replace(" ", "")))
			.toArray()).isEmpty();
	}

	private static boolean isHidden(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> character >= 0xFE00 && character <= 0xFE0F || character >= 0xE0000 && character <= 0xE0FFF;
		};
	}

}
