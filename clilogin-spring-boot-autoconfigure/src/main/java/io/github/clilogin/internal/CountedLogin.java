package io.github.clilogin.internal;

import java.time.Instant;
import java.util.List;

import io.github.clilogin.internal.NetworkLoad.Stage;

/** Counts one login in its networks. Not thread-safe. */
final class CountedLogin {

	private final String id;

	private final long number;

	private final Instant createdAt;

	private final Instant expiresAt;

	private final List<NetworkLoad> loads;

	private Stage stage = Stage.NEW;

	CountedLogin(String id, Instant createdAt, Instant expiresAt, long number, List<NetworkLoad> loads) {
		this.id = id;
		this.number = number;
		this.createdAt = createdAt;
		this.expiresAt = expiresAt;
		this.loads = loads;
	}

	String id() {
		return this.id;
	}

	/** Returns a number that is higher than that of each earlier login. */
	long number() {
		return this.number;
	}

	Instant createdAt() {
		return this.createdAt;
	}

	Instant expiresAt() {
		return this.expiresAt;
	}

	List<NetworkLoad> loads() {
		return this.loads;
	}

	Stage stage() {
		return this.stage;
	}

	void stage(Stage stage) {
		this.stage = stage;
	}

}
