package io.github.clilogin.internal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MixedAlphabets}.
 */
class MixedAlphabetsTests {

	@ParameterizedTest
	@ValueSource(strings = { "\u0430cme", "acm\u0435", "the \u0430cme tool", "\u03B1cme", "\u13AAcme", "acme\u0430-1",
			"ac\u0301m\u0435" })
	void aWordOfTwoSimilarAlphabetsIsFound(String text) {
		assertThat(MixedAlphabets.areIn(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "acme 1.4", "Ann's ноутбук", "ann@ноутбук", "MacBookの山田", "iPhoneของแอน", "µTorrent",
			"홍길동PC", "Nguyễn", "", "№5" })
	void otherTextsAreNotFound(String text) {
		assertThat(MixedAlphabets.areIn(text)).isFalse();
	}

	@Test
	void noTextIsNotMixed() {
		assertThat(MixedAlphabets.areIn(null)).isFalse();
	}

}
