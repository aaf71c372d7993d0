package io.github.clilogin.test;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;

/**
 * Changes one stored login, in a store and by the pure rule.
 *
 * @param name the name of the operation
 * @param store applies it in a store and returns the result
 * @param rule returns the expected outcome
 */
record StoreOperation(String name, ToIntFunction<CliLoginRepository> store,
		Function<Optional<CliLogin>, Outcome> rule) {

	private static final String SWEEP = "sweep";

	/**
	 * Describes the expected outcome of a step.
	 *
	 * @param result the expected result of the store
	 * @param login the login afterwards
	 */
	record Outcome(int result, Optional<CliLogin> login) {
	}

	static StoreOperation transition(String id, CliLoginTransition transition) {
		return new StoreOperation(transition.getClass().getSimpleName(), (store) -> store.apply(id, transition) ? 1 : 0,
				(before) -> {
					Optional<CliLogin> next = before.flatMap(transition::applyTo);
					return next.isPresent() ? new Outcome(1, next) : new Outcome(0, before);
				});
	}

	static StoreOperation revokeAll(String ownerId, Instant now) {
		CliLoginTransition revoke = new CliLoginTransition.Revoke(ownerId, ownerId, now);
		return new StoreOperation("revokeAll", (store) -> store.revokeAll(ownerId, null, now),
				transition("", revoke).rule());
	}

	static StoreOperation delete(String id) {
		return new StoreOperation("delete", (store) -> store.delete(id) ? 1 : 0,
				(before) -> new Outcome(before.isPresent() ? 1 : 0, Optional.empty()));
	}

	static StoreOperation sweep(Instant now) {
		return new StoreOperation(SWEEP, (store) -> {
			store.sweep(now);
			return 0;
		}, (before) -> new Outcome(0, before.map((login) -> SampleLogins.swept(login, now))));
	}

	boolean isSweep() {
		return this.name.equals(SWEEP);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
