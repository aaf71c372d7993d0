package io.github.clilogin.web.page;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.clilogin.web.ConfirmationPage.Action;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the proof that a form was made for its login, action and user.
 */
class DecisionTokenTests {

	private static final String SECRET = "s".repeat(43);

	@Test
	void itIsTheSameOnEveryNode() {
		assertThat(DecisionToken.of(SECRET, "ab", "ann", Action.CONFIRM, "csrf", ""))
			.isEqualTo(DecisionToken.of(SECRET, "ab", "ann", Action.CONFIRM, "csrf", ""))
			.hasSize(43);
	}

	@Test
	void everyPartMattersAndNoTwoListsOfPartsLookTheSame() {
		Set<String> tokens = new HashSet<>();
		for (Action action : Action.values()) {
			tokens.add(DecisionToken.of(SECRET, "ab", "ann", action, "csrf", ""));
		}
		tokens.add(DecisionToken.of("t".repeat(43), "ab", "ann", Action.CONFIRM, "csrf", ""));
		tokens.add(DecisionToken.of(SECRET, "ab", "ben", Action.CONFIRM, "csrf", ""));
		tokens.add(DecisionToken.of(SECRET, "aba", "nn", Action.CONFIRM, "csrf", ""));
		tokens.add(DecisionToken.of(SECRET, "a", "bann", Action.CONFIRM, "csrf", ""));
		tokens.add(DecisionToken.of(SECRET, "ab", "annCONFIRM", Action.REJECT, "csrf", ""));
		tokens.add(DecisionToken.of(SECRET, "ab", "ann", Action.CONFIRM, "", ""));
		assertThat(tokens).hasSize(Action.values().length + 6);
	}

	@Test
	void onlyTheWholeTokenMatches() {
		String token = DecisionToken.of(SECRET, "ab", "ann", Action.CONFIRM, "csrf", "");
		assertThat(DecisionToken.matches(token, token)).isTrue();
		assertThat(DecisionToken.matches(token, "")).isFalse();
		assertThat(DecisionToken.matches(token, token + "A")).isFalse();
		assertThat(DecisionToken.matches(token, token.substring(1))).isFalse();
	}

}
