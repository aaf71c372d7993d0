package io.github.clilogin;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.springframework.security.core.Authentication;

import io.github.clilogin.internal.FailureLogger;

/**
 * Asks the {@link CliLoginChoices} and checks its answer. Thread-safe.
 */
record ChoiceOffers(CliLoginChoices choices) {

	private static final FailureLogger failures = new FailureLogger(System.getLogger(ChoiceOffers.class.getName()),
			"The CliLoginChoices bean failed, so a login cannot be confirmed");

	/** Returns the options for a user to choose from, or empty after a logged failure. */
	Optional<OfferedChoices> offer(Authentication user, CliLogin login) {
		try {
			return Optional.of(load(user, login));
		}
		catch (RuntimeException ex) {
			failures.log(ex);
			return Optional.empty();
		}
	}

	private OfferedChoices load(Authentication user, CliLogin login) {
		List<CliLoginChoice> options = Objects.requireNonNull(this.choices.offer(user, login),
				"The CliLoginChoices bean returned null");
		return OfferedChoices.of(options);
	}

	/**
	 * Returns the stored choice that is no longer offered, or empty if each one is.
	 * @throws RuntimeException if the choices cannot be checked
	 */
	Optional<CliLoginChoice> findWithdrawn(Authentication user, CliLogin login) {
		if (login.choices().isEmpty()) {
			return Optional.empty();
		}
		OfferedChoices offered = load(user, login);
		return login.choices().stream().filter((choice) -> !offered.offers(choice)).findFirst();
	}

}
