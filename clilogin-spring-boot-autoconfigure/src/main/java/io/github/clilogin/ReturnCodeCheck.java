package io.github.clilogin;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginEvent.Summary;
import io.github.clilogin.CliLoginTransition.Attempt;
import io.github.clilogin.CliLoginTransition.EndGrace;
import io.github.clilogin.CliLoginTransition.LastMiss;
import io.github.clilogin.CliLoginTransition.Miss;
import io.github.clilogin.store.Field;

/**
 * Compares the return code of a poll with that of a login, and counts wrong ones.
 */
record ReturnCodeCheck(CliLoginRepository repository, Consumer<CliLoginEvent> events) {

	/** Returns the state to require in the step after the comparison. */
	static @Nullable Attempt attempt(CliLogin login) {
		ReturnCode.Hash hash = login.returnHash();
		return (hash != null) ? new Attempt(hash.value(), login.returnMisses()) : null;
	}

	/** Returns whether a login has no return code, or a poll has the right one. */
	static boolean isPassed(CliLogin login, @Nullable ReturnCode code) {
		ReturnCode.Hash hash = login.returnHash();
		return hash == null || (code != null && code.hash(login.id()).equals(hash));
	}

	/**
	 * Refuses a poll of a confirmed login. A code of the other method costs no miss,
	 * because the browser may have changed the method meanwhile. The last wrong code
	 * costs none either, because a response may be lost.
	 * @return the result, or empty if the login has changed since it was read
	 */
	Optional<CollectResult> refuse(CliLogin login, ReturnCode.Hash present, @Nullable ReturnCode code, Instant now) {
		if (code == null || code.method() != present.method()) {
			return Optional.of(new CollectResult.ReturnCodeRequired(login, present.method(), false, false));
		}
		return isLastMiss(login, code) ? wrong(login, present, false)
				: miss(login, present, code.hash(login.id()).value(), now);
	}

	private static boolean isLastMiss(CliLogin login, ReturnCode code) {
		return code.hash(login.id()).value().equals(login.row().textOrNull(Field.RETURN_MISSED));
	}

	private Optional<CollectResult> miss(CliLogin login, ReturnCode.Hash present, String missed, Instant now) {
		Attempt attempt = new Attempt(present.value(), login.returnMisses());
		if (attempt.misses() >= Attempt.LIMIT - 1) {
			return reject(login, new LastMiss(attempt, now));
		}
		Miss miss = new Miss(attempt, missed, now);
		if (!this.repository.apply(login.id(), miss)) {
			return Optional.empty();
		}
		report(login, miss, attempt);
		return wrong(login, present, true);
	}

	private static Optional<CollectResult> wrong(CliLogin login, ReturnCode.Hash present, boolean counted) {
		return Optional.of(new CollectResult.ReturnCodeRequired(login, present.method(), true, counted));
	}

	private Optional<CollectResult> reject(CliLogin login, LastMiss miss) {
		if (!this.repository.apply(login.id(), miss)) {
			return Optional.empty();
		}
		report(login, miss, miss.attempt());
		miss.applyTo(login).map(Summary::of).map(CliLoginEvent.Decided::new).ifPresent(this.events);
		return Optional.of(new CollectResult.Rejected(LastMiss.MESSAGE));
	}

	private void report(CliLogin before, CliLoginTransition miss, Attempt attempt) {
		miss.applyTo(before)
			.map((login) -> new CliLoginEvent.WrongReturnCode(Summary.of(login), attempt.misses() + 1))
			.ifPresent(this.events);
	}

	/**
	 * Refuses a poll of a collected login. A wrong code ends the grace period, because
	 * the CLI that collected knows the right one. A code of the other method and the last
	 * wrong code may be late.
	 */
	CollectResult refuseAgain(CliLogin login, @Nullable ReturnCode code, Instant now) {
		ReturnCode.Hash hash = login.returnHash();
		boolean guessed = code != null && hash != null && code.method() == hash.method() && !isLastMiss(login, code);
		if (guessed && this.repository.apply(login.id(), new EndGrace(now))) {
			this.events.accept(new CliLoginEvent.Replayed(Summary.of(login)));
		}
		return new CollectResult.Unknown();
	}

}
