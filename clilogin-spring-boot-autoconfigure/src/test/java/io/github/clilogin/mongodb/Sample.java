package io.github.clilogin.mongodb;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliUser;
import io.github.clilogin.test.SampleLogins;

/**
 * A login to test with, and its transitions one second after its start.
 *
 * @param login the pending login
 */
record Sample(CliLogin login) {

	static final Instant START = SampleLogins.NOW;

	static final Instant NOW = START.plusSeconds(1);

	static Sample pending() {
		return new Sample(SampleLogins.pending());
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
		return confirm(SampleLogins.ANN);
	}

	CliLoginTransition confirm(@Nullable CliUser owner) {
		return SampleLogins.confirm(owner, NOW);
	}

	CliLoginTransition confirmSealed() {
		return SampleLogins.confirmSealed(SampleLogins.ANN, NOW);
	}

	CliLoginTransition collectSealed() {
		return SampleLogins.collectSealed(NOW);
	}

	CliLoginTransition.Collect collect() {
		return SampleLogins.collect(this.login, NOW);
	}

	String tokenHash() {
		return collect().tokenHash();
	}

	CliLoginTransition revoke() {
		return new CliLoginTransition.Revoke("ann", "ann", NOW);
	}

}
