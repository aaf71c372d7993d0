package io.github.clilogin;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests which users can be stored in every database.
 */
class CliUserTests {

	static String[] texts() {
		return new String[] { "", "a\u0000", "a\nb", "\u0085", "\ud83d", "\ude00\ud83d", "x".repeat(1001) };
	}

	@ParameterizedTest
	@MethodSource("texts")
	void aTextThatNotEveryDatabaseStoresIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> new CliUser(text, "Ann", Set.of(), true))
			.withMessage("The ID of a user must have 1 to 255 characters and no control character. "
					+ "A CliUserService bean can return another one");
		assertThatIllegalArgumentException().isThrownBy(() -> new CliUser("ann", "Ann", text, Set.of(), true));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CliUser("ann", "Ann", null, text, null, Set.of(), true));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CliUser("ann", "Ann", null, null, text, Set.of(), true));
	}

	@Test
	void anIdHasAtMost255CharactersAndAnyLanguage() {
		assertThatIllegalArgumentException().isThrownBy(() -> new CliUser("x".repeat(256), "Ann", Set.of(), true));
		for (String id : new String[] { "x".repeat(255), " ", "\u00e4nn", "\ud83d\ude00".repeat(127) }) {
			assertThat(new CliUser(id, "Ann", Set.of(), true).id()).isEqualTo(id);
		}
	}

}
