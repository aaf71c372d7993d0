package io.github.clilogin.jdbc;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link TextList}.
 */
class TextListTests {

	@Test
	void aListIsAJsonArray() {
		assertThat(TextList.write(List.of("read", "a\"b\\c", "\u0000\n"))).isEqualTo("""
				["read","a\\"b\\\\c","\\u0000\\u000a"]""");
		assertThat(TextList.write(List.of())).isEqualTo("[]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "read", "\"", "\\", "\\\"", "\",\"", "[]", "\\u0041", "$1", "ü😀", "\u0000\n\t" })
	void everyTextIsReadAsItWasWritten(String text) {
		List<String> texts = List.of(text, "other", text);
		assertThat(TextList.read(TextList.write(texts))).isEqualTo(texts);
		assertThat(TextList.read(TextList.write(List.of(text)))).containsExactly(text);
	}

	@Test
	void anEmptyListIsReadAsOne() {
		assertThat(TextList.read("[]")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-", "read", "[", "[\"read\"", "[\"read]", "[,]", "[\"a\" \"b\"]", "[null]" })
	void aDamagedListIsNotReadAsAnEmptyOne(String array) {
		assertThatIllegalStateException().isThrownBy(() -> TextList.read(array));
	}

	@Test
	void aLongTextIsRead() {
		List<String> texts = List.of("\\a".repeat(50_000));
		assertThat(TextList.read(TextList.write(texts))).isEqualTo(texts);
	}

}
