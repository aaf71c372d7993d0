package io.github.clilogin;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Something that can be done to one stored login: in a store, and by the pure rule.
 *
 * @param name what it is
 * @param store does it in a store and returns its result
 * @param rule what must come of it
 */
record Step(String name, ToIntFunction<CliLoginRepository> store, Function<Optional<CliLogin>, Outcome> rule) {

	/**
	 * What comes of a step.
	 *
	 * @param result what the store must answer
	 * @param login the login afterwards
	 */
	record Outcome(int result, Optional<CliLogin> login) {
	}

	static Step transition(String id, CliLoginTransition transition) {
		return new Step(transition.getClass().getSimpleName(), (store) -> store.apply(id, transition) ? 1 : 0,
				(before) -> {
					Optional<CliLogin> next = before.flatMap(transition::applyTo);
					return next.isPresent() ? new Outcome(1, next) : new Outcome(0, before);
				});
	}

	static Step revokeAll(String ownerId, Instant now) {
		CliLoginTransition revoke = new CliLoginTransition.Revoke(ownerId, ownerId, now);
		return new Step("revokeAll", (store) -> store.revokeAll(ownerId, null, now), transition("", revoke).rule());
	}

	static Step delete(String id) {
		return new Step("delete", (store) -> store.delete(id) ? 1 : 0,
				(before) -> new Outcome(before.isPresent() ? 1 : 0, Optional.empty()));
	}

	static Step sweep(Instant now) {
		return new Step("sweep", (store) -> {
			store.sweep(now);
			return 0;
		}, (before) -> new Outcome(0, before.map((login) -> login.swept(now))));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
