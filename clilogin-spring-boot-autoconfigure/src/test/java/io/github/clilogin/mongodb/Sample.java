package io.github.clilogin.mongodb;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliUser;
import io.github.clilogin.test.Samples;

/**
 * A login to test with, and its transitions one second after its start.
 *
 * @param login the pending login
 */
record Sample(CliLogin login) {

	static final Instant START = Samples.NOW;

	static final Instant NOW = START.plusSeconds(1);

	static Sample pending() {
		return new Sample(Samples.pending());
	}

	/** Returns the login after some transitions, each of which must be allowed. */
	CliLogin after(CliLoginTransition... transitions) {
		CliLogin current = this.login;
		for (CliLoginTransition transition : transitions) {
			current = transition.applyTo(current).orElseThrow();
		}
		return current;
	}

	String id() {
		return this.login.id();
	}

	CliLoginTransition confirm() {
		return confirm(Samples.ANN);
	}

	CliLoginTransition confirm(@Nullable CliUser owner) {
		return Samples.confirm(owner, NOW);
	}

	CliLoginTransition confirmSealed() {
		return Samples.confirmSealed(Samples.ANN, NOW);
	}

	CliLoginTransition collectSealed() {
		return Samples.collectSealed(NOW);
	}

	CliLoginTransition.Collect collect() {
		return Samples.collect(this.login, NOW);
	}

	String tokenHash() {
		return collect().tokenHash();
	}

	CliLoginTransition revoke() {
		return new CliLoginTransition.Revoke("ann", "ann", NOW);
	}

}
