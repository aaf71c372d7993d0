package io.github.clilogin.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link OwnerId}.
 */
class OwnerIdTests {

	private static final List<String> TENANTS = List.of("", "a", "A", "alpha", "al", "\u00e4", " ", ":",
			"t".repeat(64));

	private static final List<String> IDS = List.of("", "ann", "/", "/ann", "//", "///", "//ann", "//alpha/ann",
			"///ann", "////ann", "/////ann", "/////alpha/ann", "pha/ann", ":a:b", "a/b", "https://a/b");

	@Test
	void twoPairsHaveDifferentTextsAndEachTextHasItsPair() {
		Set<String> texts = new HashSet<>();
		for (String tenant : TENANTS) {
			for (String id : IDS) {
				OwnerId owner = new OwnerId(tenant, id);
				assertThat(texts.add(owner.text())).as(owner.toString()).isTrue();
				assertThat(OwnerId.parse(owner.text())).isEqualTo(owner);
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "'',ann,ann", "'',/ann,/ann", "'',https://a/b,https://a/b", "'',//ann,/////ann",
			"alpha,ann,//alpha/ann", "alpha,//ann,//alpha///ann" })
	void textHasTheDocumentedForm(String tenant, String id, String text) {
		assertThat(new OwnerId(tenant, id).text()).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "//", "//ann", "///ann", "////ann", "//a\u0000b/ann",
			"//ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt/ann" })
	void textThatNoPairHasIsAnIdWithoutATenant(String text) {
		assertThat(OwnerId.parse(text)).isEqualTo(new OwnerId("", text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "a/b", "a\u0000", "a\nb", "\u0085", "\ud83d",
			"ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" })
	void tenantIsRefused(String tenant) {
		assertThatIllegalArgumentException().isThrownBy(() -> new OwnerId(tenant, "ann"))
			.withMessageContaining("at most 64 characters");
	}

}
