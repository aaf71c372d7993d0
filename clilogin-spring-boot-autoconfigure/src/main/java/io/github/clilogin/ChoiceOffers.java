package io.github.clilogin;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.springframework.security.core.Authentication;

import io.github.clilogin.internal.FailureLogger;

/**
 * Asks the {@link CliLoginChoices} and checks its answer. Thread-safe.
 */
record ChoiceOffers(CliLoginChoices choices) {

	private static final FailureLogger failures = new FailureLogger(System.getLogger(ChoiceOffers.class.getName()),
			"The CliLoginChoices bean failed, so a login cannot be confirmed");

	/** Returns the options for a user to choose from, or empty after a logged failure. */
	Optional<CliLoginChoices.Offer> offer(Authentication user, CliLogin login) {
		try {
			return Optional.of(load(user, login));
		}
		catch (RuntimeException ex) {
			failures.log(ex);
			return Optional.empty();
		}
	}

	private CliLoginChoices.Offer load(Authentication user, CliLogin login) {
		List<CliLoginChoice> options = Objects.requireNonNull(this.choices.offer(user, login),
				"The CliLoginChoices bean returned null");
		return CliLoginChoices.Offer.of(options);
	}

	/**
	 * Returns the stored choice that is no longer offered, or empty if each one is.
	 * @throws RuntimeException if the choices cannot be checked
	 */
	Optional<CliLoginChoice> findWithdrawn(Authentication user, CliLogin login) {
		if (login.choices().isEmpty()) {
			return Optional.empty();
		}
		CliLoginChoices.Offer offered = load(user, login);
		return login.choices().stream().filter((choice) -> !offered.offers(choice)).findFirst();
	}

	/**
	 * Contains the ID that a user has chosen for each group, and a function that offers
	 * the options. A confirmation calls it once, since it may cost a query of the host
	 * application.
	 */
	record Answer(Function<CliLogin, Optional<CliLoginChoices.Offer>> offers, Map<String, String> ids) {

		/** Answers an offer without options. */
		static final Answer NONE = new Answer((login) -> Optional.of(new CliLoginChoices.Offer(List.of(), List.of())),
				Map.of());

		/** Copies the IDs. */
		Answer {
			ids = Map.copyOf(ids);
		}

		boolean isChosen(CliLoginChoice option) {
			return option.id().equals(this.ids.get(option.group()));
		}

		Optional<CliLoginChoices.Offer> offer(CliLogin login) {
			return this.offers.apply(login);
		}

	}

}
