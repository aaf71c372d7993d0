package io.github.clilogin.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link Step} and {@link Row}.
 */
class StepTests {

	private static final Row ROW = Row.of(Map.of(Field.ID, "1", Field.STATUS, "PENDING", Field.SALT, "s"));

	private static final List<Guard> PENDING = List.of(Guard.in(Field.STATUS, "PENDING"));

	private static final List<Guard> CONFIRMED = List.of(Guard.in(Field.STATUS, "CONFIRMED"));

	@Test
	void aStepSetsErasesAndCounts() {
		Step step = Step.when(PENDING)
			.set(Field.STATUS, "CONFIRMED")
			.set(Map.of(Field.OWNER, "ann"))
			.set(Field.SALT, null)
			.erase(Field.SEALED)
			.count(Field.REDELIVERED)
			.build();
		Row once = Row.of(Map.of(Field.ID, "1", Field.STATUS, "CONFIRMED", Field.OWNER, "ann", Field.REDELIVERED, 1));
		assertThat(step.applyTo(ROW)).contains(once);
		assertThat(step.erase()).isEqualTo(Set.of(Field.SALT, Field.SEALED));
		Step again = Step.when(CONFIRMED).count(Field.REDELIVERED).build();
		assertThat(again.applyTo(once).map((row) -> row.get(Field.REDELIVERED))).contains(2);
		assertThat(ROW.get(Field.STATUS)).isEqualTo("PENDING");
	}

	@Test
	void aStepIsAllowedIfAllGuardsOfOneListHold() {
		assertThat(Step.when(PENDING).build().allows(ROW)).isTrue();
		assertThat(Step.when(CONFIRMED).build().applyTo(ROW)).isEmpty();
		assertThat(Step.when(CONFIRMED).or(PENDING).build().allows(ROW)).isTrue();
		Step stricter = Step.when(CONFIRMED).or(PENDING).build().and(Guard.idIsNot("1"));
		assertThat(stricter.allows(ROW)).isFalse();
		assertThat(stricter.anyOf()).hasSize(2).allMatch((guards) -> guards.size() == 2);
	}

	@Test
	void aListOfGuardsHasOneGuardPerField() {
		Guard status = Guard.present(Field.STATUS);
		assertThatIllegalArgumentException().isThrownBy(() -> Step.when(PENDING).build().and(status))
			.withMessage("A step must not name the field STATUS twice");
		assertThatIllegalArgumentException().isThrownBy(() -> Step.when(List.of()).or(List.of(status, status)).build());
		assertThat(Step.when(PENDING).or(CONFIRMED).build().anyOf()).hasSize(2);
	}

	@Test
	void aStepWritesAFieldInOneWay() {
		Step.Builder step = Step.when(PENDING).set(Map.of(Field.REDELIVERED, 1));
		assertThat(step.build().set()).containsEntry(Field.REDELIVERED, 1);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Step.when(PENDING).set(Map.of(Field.OWNER, "ann")).set(Field.OWNER, null).build())
			.withMessage("A step must not name the field OWNER twice");
		assertThatIllegalArgumentException().isThrownBy(() -> step.count(Field.REDELIVERED).build());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Step.when(PENDING).erase(Field.REDELIVERED).count(Field.REDELIVERED).build());
	}

	@Test
	void aRowCopiesItsLists() {
		List<String> scopes = new ArrayList<>(List.of("read"));
		Row row = Row.of(Map.of(Field.ASKED_SCOPES, scopes));
		Row changed = Step.when(List.of()).set(Field.SCOPES, scopes).build().applyTo(row).orElseThrow();
		scopes.add("write");
		assertThat(row.texts(Field.ASKED_SCOPES)).containsExactly("read");
		assertThat(changed.texts(Field.SCOPES)).containsExactly("read");
	}

	@Test
	void aRowHoldsValuesOfItsFieldsTypesOnly() {
		assertThatIllegalArgumentException().isThrownBy(() -> Row.of(Map.of(Field.REDELIVERED, 1L)))
			.withMessage("The field REDELIVERED holds a NUMBER, not a java.lang.Long");
	}

	@Test
	void aRowNamesTheFieldThatItLacks() {
		assertThatIllegalStateException().isThrownBy(() -> ROW.text(Field.OWNER))
			.withMessage("The login has no value for the required field OWNER");
		assertThat(ROW.textOrNull(Field.OWNER)).isNull();
	}

	@Test
	void nothingPrintsAValue() {
		Step step = Step.when(List.of(Guard.in(Field.TOKEN_HASH, "secret"))).set(Field.SALT, "secret").build();
		assertThat(step + " " + ROW).contains("TOKEN_HASH", "SALT").doesNotContain("secret", "PENDING");
	}

}
