package io.github.clilogin;

import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;

import io.github.clilogin.CliLogin.Revocation;
import io.github.clilogin.CliLoginTransition.Cancel;
import io.github.clilogin.CliLoginTransition.CancelCollected;
import io.github.clilogin.CliLoginTransition.CancelPending;
import io.github.clilogin.CliLoginTransition.Revoke;

/**
 * Cancels, revokes and deletes logins. Requires a clock in whole milliseconds.
 */
record LoginEnder(CliLoginRepository repository, Clock clock, Consumer<CliLoginEvent> events) {

	private static final StringKeyGenerator GENERATIONS = new Base64StringKeyGenerator(
			Base64.getUrlEncoder().withoutPadding(), 32);

	/** Tries the later states too, because the login may change meanwhile. */
	boolean cancel(CliLogin login) {
		String id = login.id();
		Instant now = this.clock.instant();
		boolean pending = login.status() == CliLoginStatus.PENDING;
		if ((pending && this.repository.apply(id, new CancelPending(now)))
				|| this.repository.apply(id, new Cancel(now))) {
			this.events.accept(new CliLoginEvent.Cancelled(id));
			return true;
		}
		return end(id, new CancelCollected(now), Revocation.BY_CLI);
	}

	boolean revoke(String id, @Nullable String ownerId, String by) {
		return end(id, new Revoke(ownerId, by, this.clock.instant()), by);
	}

	private boolean end(String id, CliLoginTransition ending, String by) {
		boolean ended = this.repository.apply(id, ending);
		if (ended) {
			this.events.accept(new CliLoginEvent.Revoked(id, by));
		}
		return ended;
	}

	/**
	 * Saves the new generation first. The update misses logins that are confirmed during
	 * it. Their collection finds the new generation and revokes them. An owner whose ID
	 * cannot be stored confirms no login, but may have older ones.
	 */
	int revokeAll(String ownerId, @Nullable String keepId) {
		if (CliUser.isStorable(ownerId)) {
			this.repository.saveOwnerGeneration(ownerId, GENERATIONS.generateKey());
		}
		int count = this.repository.revokeAll(ownerId, keepId, this.clock.instant());
		this.events.accept(new CliLoginEvent.RevokedAll(ownerId, keepId, count));
		return count;
	}

	boolean delete(String id) {
		boolean deleted = this.repository.delete(id);
		if (deleted) {
			this.events.accept(new CliLoginEvent.Deleted(id));
		}
		return deleted;
	}

}
