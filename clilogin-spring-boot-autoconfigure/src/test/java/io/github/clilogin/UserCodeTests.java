package io.github.clilogin;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link UserCode}.
 */
class UserCodeTests {

	private final SecureRandom random = new SecureRandom();

	@Test
	void isShownInTwoGroupsOfFour() {
		assertThat(UserCode.display("BCDFGHJK")).isEqualTo("BCDF-GHJK");
	}

	@Test
	void isDrawnWithoutBias() {
		int draws = 20_000;
		Map<Integer, Long> letters = IntStream.range(0, draws)
			.boxed()
			.flatMap((i) -> UserCode.draw(this.random).chars().boxed())
			.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
		double expected = draws * 8 / 20.0;
		double chiSquare = letters.values()
			.stream()
			.mapToDouble((n) -> (n - expected) * (n - expected) / expected)
			.sum();
		assertThat(letters).hasSize(20);
		assertThat(chiSquare).as("19 degrees of freedom, one false alarm in 10^9").isLessThan(80);
	}

	@Test
	void rarelyRepeats() {
		Set<String> codes = new HashSet<>();
		IntStream.range(0, 10_000).forEach((i) -> codes.add(UserCode.draw(this.random)));
		assertThat(codes).hasSizeGreaterThan(9_990);
	}

	@Test
	void isReadWithEveryKindOfDashAndSpace() {
		for (String between : "- – — ‐ ‑ ‒ ― − － _ \u00AD \u00A0 \u2009 \u200B \t \n".split(" ")) {
			assertThat(UserCode.normalize("bcdf" + between + "GHJK")).as(between).contains("BCDFGHJK");
		}
	}

	@Test
	void otherTextIsRefused() {
		for (String typed : new String[] { "", "BCDF-GHJ", "BCDF-GHJKL", "BCDF-GHJA", "BCDF.GHJK", "BCDF1GHJK",
				"ВСDFGHJK", "{\"$ne\":1}" }) {
			assertThat(UserCode.normalize(typed)).as(typed).isEmpty();
		}
	}

}
