package io.github.clilogin.mongodb;

import java.time.Instant;
import java.util.stream.Stream;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliLogin.Decision;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.Revocation;

/**
 * What a step makes of a login: members to set and members to erase. Plain operators
 * only.
 */
final class Change {

	private final LoginWriter set = new LoginWriter();

	private final Document unset = new Document();

	static Change to(CliLoginStatus status) {
		return new Change().set(Fields.STATUS, status.name());
	}

	Change set(String name, Object value) {
		this.set.put(name, value);
		return this;
	}

	Change owner(@Nullable CliUser owner) {
		this.set.owner(owner);
		return this;
	}

	Change pendingCredential(PendingCredential pendingCredential) {
		this.set.pendingCredential(pendingCredential);
		return this;
	}

	/** Erases who decided before, if nobody in particular decides now. */
	Change decision(Decision decision) {
		this.set.decision(decision);
		return (decision.by() != null) ? this : erase(Fields.DECIDED_BY);
	}

	Change revocation(Revocation revocation) {
		this.set.revocation(revocation);
		return this;
	}

	/** Wakes a waiting poll, now. */
	Change wake(Instant now) {
		return set(Fields.WAKE_AT, now);
	}

	Change purgeAt(Instant purgeAt) {
		return set(Fields.PURGE_AT, purgeAt);
	}

	Change erase(String... names) {
		Stream.of(names).forEach((name) -> this.unset.append(name, ""));
		return this;
	}

	Document update() {
		Document update = new Document();
		if (!this.set.members().isEmpty()) {
			update.append("$set", this.set.members());
		}
		return this.unset.isEmpty() ? update : update.append("$unset", this.unset);
	}

}
