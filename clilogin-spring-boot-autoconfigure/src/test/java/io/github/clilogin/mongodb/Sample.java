package io.github.clilogin.mongodb;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliLogin.PendingCredential;

/**
 * A login for tests, with its transitions one second after its start.
 *
 * @param login the pending login
 */
record Sample(CliLogin login) {

	/** A real time, so that MongoDB's own broom leaves the samples alone. */
	static final Instant START = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	static final Instant NOW = START.plusSeconds(1);

	static final CliUser ANN = new CliUser("ann", "Ann Example", Set.of("ROLE_USER", "ROLE_ADMIN"), true);

	static Sample pending() {
		CliLoginRequest request = CliLoginRequest.builder(CliLoginFlow.CONFIRM)
			.clientId("acme")
			.clientVersion("1.4")
			.deviceName("ann-laptop")
			.scopes(scopes())
			.remoteAddress("203.0.113.7")
			.userAgent("acme/1.4")
			.build();
		return new Sample(CliLogin.builder(hex() + hex(), hex().substring(0, 8).toUpperCase(Locale.ROOT), request)
			.createdAt(START)
			.expiresAt(START.plus(Duration.ofMinutes(10)))
			.sealKey("c2VhbCBrZXk")
			.build());
	}

	private static String hex() {
		return UUID.randomUUID().toString().replace("-", "");
	}

	private static Set<String> scopes() {
		return new LinkedHashSet<>(List.of("write", "read"));
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
		return confirm(ANN);
	}

	CliLoginTransition confirm(@Nullable CliUser owner) {
		return new CliLoginTransition.Confirm(owner,
				new PendingCredential.OwnToken("c2FsdA", scopes(), NOW.plus(Duration.ofDays(90))),
				NOW.plus(Duration.ofMinutes(2)), NOW);
	}

	CliLoginTransition confirmSealed() {
		return new CliLoginTransition.Confirm(ANN,
				new PendingCredential.SealedCredential("Ym94", "Bearer", NOW.plus(Duration.ofHours(1))),
				NOW.plus(Duration.ofMinutes(2)), NOW);
	}

	CliLoginTransition collectSealed() {
		return new CliLoginTransition.CollectSealed(NOW.plus(Duration.ofMinutes(1)), NOW);
	}

	CliLoginTransition collect() {
		return new CliLoginTransition.Collect(tokenHash(), NOW.plus(Duration.ofDays(90)),
				NOW.plus(Duration.ofMinutes(5)), NOW);
	}

	String tokenHash() {
		return new StringBuilder(id()).reverse().toString();
	}

	CliLoginTransition revoke() {
		return new CliLoginTransition.Revoke("ann", "ann", NOW);
	}

}
