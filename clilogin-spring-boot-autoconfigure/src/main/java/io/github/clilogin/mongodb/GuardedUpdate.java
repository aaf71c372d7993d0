package io.github.clilogin.mongodb;

import java.time.Instant;
import java.util.List;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliLoginTransition.Cancel;
import io.github.clilogin.CliLoginTransition.CancelCollected;
import io.github.clilogin.CliLoginTransition.Collect;
import io.github.clilogin.CliLoginTransition.CollectSealed;
import io.github.clilogin.CliLoginTransition.Confirm;
import io.github.clilogin.CliLoginTransition.FirstUse;
import io.github.clilogin.CliLoginTransition.Redeliver;
import io.github.clilogin.CliLoginTransition.Reject;
import io.github.clilogin.CliLoginTransition.Revoke;
import io.github.clilogin.CliLoginTransition.Use;
import io.github.clilogin.CliLogin.Decision;
import io.github.clilogin.CliLogin.Revocation;

/**
 * A step as MongoDB performs it: the guard is what the pure rule demands of the login,
 * the update is what it makes of it. Every update changes what its guard matched, so
 * "modified" means "won".
 *
 * @param guard the filter
 * @param update the update
 */
record GuardedUpdate(Document guard, Document update) {

	static GuardedUpdate of(String id, CliLoginTransition transition) {
		GuardedUpdate step = of(transition);
		Document guard = new Document(Fields.ID, id);
		guard.putAll(step.guard());
		return new GuardedUpdate(guard, step.update());
	}

	private static GuardedUpdate of(CliLoginTransition transition) {
		if (transition instanceof Confirm confirm) {
			return confirm(confirm);
		}
		if (transition instanceof Reject reject) {
			return reject(reject);
		}
		if (transition instanceof Cancel cancel) {
			return cancel(cancel);
		}
		if (transition instanceof CancelCollected cancel) {
			return new GuardedUpdate(Guards.inGrace(cancel.now()), revoked(Revocation.BY_CLI, cancel.now()));
		}
		if (transition instanceof Collect collect) {
			return collect(collect);
		}
		if (transition instanceof CollectSealed collect) {
			return collect(collect);
		}
		if (transition instanceof Redeliver redeliver) {
			return redeliver(redeliver);
		}
		if (transition instanceof FirstUse use) {
			return firstUse(use);
		}
		if (transition instanceof Use use) {
			return use(use);
		}
		if (transition instanceof Revoke revoke) {
			return revoke(revoke);
		}
		throw new IllegalArgumentException("No update for " + transition.getClass());
	}

	private static GuardedUpdate confirm(Confirm confirm) {
		return new GuardedUpdate(Guards.pending(confirm.now()),
				Change.to(CliLoginStatus.CONFIRMED)
					.owner(confirm.owner())
					.decision(new Decision(confirm.by(), confirm.now(), null))
					.pendingCredential(confirm.pendingCredential())
					.set(Fields.COLLECT_BY, confirm.collectBy())
					.wake(confirm.now())
					.purgeAt(confirm.purgeAt())
					.update());
	}

	private static GuardedUpdate reject(Reject reject) {
		Document confirmed = Guards.is(CliLoginStatus.CONFIRMED);
		if (reject.by() != null) {
			confirmed.append(Fields.DECIDED_BY, reject.by());
		}
		return new GuardedUpdate(new Document("$or", List.of(Guards.pending(reject.now()), confirmed)),
				Change.to(CliLoginStatus.REJECTED)
					.decision(new Decision(reject.by(), reject.now(), reject.message()))
					.wake(reject.now())
					.purgeAt(reject.purgeAt())
					.erase(Fields.SALT, Fields.SEALED, Fields.COLLECT_BY)
					.update());
	}

	private static GuardedUpdate cancel(Cancel cancel) {
		return new GuardedUpdate(Guards.is(CliLoginStatus.PENDING, CliLoginStatus.CONFIRMED),
				Change.to(CliLoginStatus.CANCELLED)
					.wake(cancel.now())
					.purgeAt(cancel.purgeAt())
					.erase(Fields.SALT, Fields.SEALED, Fields.COLLECT_BY)
					.update());
	}

	private static GuardedUpdate collect(Collect collect) {
		return new GuardedUpdate(Guards.collectable(Fields.TOKEN, collect.now()),
				collected(collect.now(), collect.redeliverUntil()).set(Fields.TOKEN_HASH, collect.tokenHash())
					.set(Fields.TOKEN_EXPIRES_AT, collect.tokenExpiresAt())
					.purgeAt(collect.purgeAt())
					.update());
	}

	private static GuardedUpdate collect(CollectSealed collect) {
		return new GuardedUpdate(Guards.collectable(Fields.SEALED, collect.now()),
				collected(collect.now(), collect.redeliverUntil()).purgeAt(collect.purgeAt()).update());
	}

	private static Change collected(Instant now, Instant redeliverUntil) {
		return Change.to(CliLoginStatus.COLLECTED)
			.set(Fields.COLLECTED_AT, now)
			.set(Fields.REDELIVER_UNTIL, redeliverUntil)
			.erase(Fields.WAKE_AT, Fields.COLLECT_BY);
	}

	private static GuardedUpdate redeliver(Redeliver redeliver) {
		return new GuardedUpdate(
				Guards.inGrace(redeliver.now()).append(Fields.REDELIVERED, Guards.notFrom(Redeliver.LIMIT)),
				new Document("$inc", new Document(Fields.REDELIVERED, 1)));
	}

	private static GuardedUpdate firstUse(FirstUse use) {
		return new GuardedUpdate(Guards.is(CliLoginStatus.COLLECTED).append(Fields.REDELIVER_UNTIL, Guards.exists()),
				new Change().set(Fields.LAST_USED_AT, use.now())
					.erase(Fields.SALT, Fields.SEALED, Fields.REDELIVER_UNTIL)
					.update());
	}

	private static GuardedUpdate use(Use use) {
		return new GuardedUpdate(
				Guards.is(CliLoginStatus.COLLECTED).append(Fields.LAST_USED_AT, Guards.notFrom(use.notedBefore())),
				new Document("$max", new Document(Fields.LAST_USED_AT, use.now())));
	}

	private static GuardedUpdate revoke(Revoke revoke) {
		Document guard = (revoke.ownerId() != null) ? Guards.revocable(revoke.ownerId()) : Guards.revocable();
		return new GuardedUpdate(guard, revoked(revoke.by(), revoke.now()));
	}

	static GuardedUpdate revokeAll(String ownerId, @Nullable String keepId, Instant now) {
		Document guard = Guards.revocable(ownerId);
		if (keepId != null) {
			guard.append(Fields.ID, new Document("$ne", keepId));
		}
		return new GuardedUpdate(guard, revoked(ownerId, now));
	}

	private static Document revoked(String by, Instant now) {
		return Change.to(CliLoginStatus.REVOKED)
			.revocation(new Revocation(by, now))
			.wake(now)
			.purgeAt(now.plus(CliLoginTransition.REVOKED_KEPT))
			.erase(Fields.SALT, Fields.SEALED, Fields.COLLECT_BY, Fields.REDELIVER_UNTIL)
			.update();
	}

	/** Erases the recipe of what is past its grace. */
	static GuardedUpdate sweepCollected(Instant now) {
		return new GuardedUpdate(new Document(Fields.REDELIVER_UNTIL, Guards.before(now)),
				new Change().erase(Fields.SALT, Fields.SEALED, Fields.REDELIVER_UNTIL).update());
	}

	/** Erases the recipe of what nobody collected in time. */
	static GuardedUpdate sweepUncollected(Instant now) {
		return new GuardedUpdate(new Document(Fields.COLLECT_BY, Guards.before(now.minus(CliLogin.UNCOLLECTED_KEPT))),
				new Change().erase(Fields.SALT, Fields.SEALED, Fields.WAKE_AT, Fields.COLLECT_BY).update());
	}

}
