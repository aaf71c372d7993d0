package io.github.clilogin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Contains the IDs that a user has chosen, and what offers the options. Offers them once
 * for a confirmation, since that may cost a query of the host application.
 */
record ChoiceAnswer(Function<CliLogin, Optional<OfferedChoices>> offers, List<String> ids) {

	/** Answers an offer without options. */
	static final ChoiceAnswer NONE = new ChoiceAnswer((login) -> Optional.of(new OfferedChoices(List.of(), List.of())),
			List.of());

	/** Copies the IDs. */
	ChoiceAnswer {
		ids = List.copyOf(ids);
	}

	Optional<OfferedChoices> offer(CliLogin login) {
		return this.offers.apply(login);
	}

}
