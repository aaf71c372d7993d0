package io.github.clilogin.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;

import io.github.clilogin.internal.HourlyWarnings;
import io.github.clilogin.internal.MissingIndexException;
import io.github.clilogin.store.Field;

import static io.github.clilogin.mongodb.LoginDocument.member;

/**
 * Creates or checks the indexes before the first login is stored. Stores no login without
 * the unique index on the user code: a user could confirm the wrong one of two logins
 * with the same code. A failed check is repeated at the next login. Concurrent threads
 * repeat the work rather than wait.
 */
final class LoginIndexes {

	private static final String OWNER_INDEX = "{ owner: 1, status: -1 }";

	private static final String MISSING_OWNER_INDEX = " Without the index " + OWNER_INDEX
			+ ", revoking all logins of a user may miss a login that is being collected.";

	private final MongoCollection<?> logins;

	private final boolean create;

	private final HourlyWarnings warnings = new HourlyWarnings(System.getLogger(LoginIndexes.class.getName()));

	private volatile boolean ready;

	LoginIndexes(MongoCollection<?> logins, boolean create) {
		this.logins = logins;
		this.create = create;
	}

	void ensure() {
		if (!this.ready) {
			List<String> refused = this.create ? createAll() : List.of();
			if (!this.create || !refused.isEmpty()) {
				requireUniqueUserCode(
						refused.isEmpty() ? "" : " MongoDB refused to create " + String.join(", ", refused) + ".");
			}
			this.ready = true;
		}
	}

	/**
	 * Orders the status descending, so that {@code revokeAll} scans confirmed logins
	 * before collected ones. A login that is collected during the scan then moves ahead
	 * of it, and is not missed.
	 */
	private static List<IndexModel> wanted() {
		return List.of(index(Field.USER_CODE, new IndexOptions().unique(true)),
				index(Field.TOKEN_HASH, sparse().unique(true)),
				new IndexModel(Indexes.compoundIndex(Indexes.ascending(member(Field.OWNER)),
						Indexes.descending(member(Field.STATUS)))),
				index(Field.WAKE_AT, sparse()), index(Field.REDELIVER_UNTIL, sparse()),
				index(Field.COLLECT_BY, sparse()),
				index(Field.PURGE_AT, new IndexOptions().expireAfter(0L, TimeUnit.SECONDS)));
	}

	private static IndexModel index(Field field, IndexOptions options) {
		return new IndexModel(Indexes.ascending(member(field)), options);
	}

	private static IndexOptions sparse() {
		return new IndexOptions().sparse(true);
	}

	/** Creates each index on its own, so that one failure does not stop the rest. */
	private List<String> createAll() {
		List<String> refused = new ArrayList<>();
		wanted().forEach((index) -> {
			try {
				this.logins.createIndex(index.getKeys(), index.getOptions());
			}
			catch (MongoNotPrimaryException | MongoNodeIsRecoveringException ex) {
				throw ex;
			}
			catch (MongoCommandException | DuplicateKeyException ex) {
				refused.add(index.getKeys().toBsonDocument().keySet() + " (" + reason(ex) + ")");
			}
		});
		return refused;
	}

	/** Omits the message of MongoDB, which may quote a user code. */
	private static String reason(MongoServerException ex) {
		return (ex instanceof MongoCommandException refusal) ? refusal.getErrorCodeName() : "DuplicateKey";
	}

	private void requireUniqueUserCode(String refused) {
		ExistingIndexes.of(this.logins)
			.ifPresentOrElse((indexes) -> check(indexes, refused),
					() -> this.warnings.log(
							"Could not list the indexes of " + name() + ", because the MongoDB user has no permission. "
									+ "Make sure that a unique index on 'userCode' and the index " + OWNER_INDEX
									+ " exist." + refused));
	}

	private void check(ExistingIndexes indexes, String refused) {
		String details = (indexes.haveOwnerWithDescendingStatus() ? "" : MISSING_OWNER_INDEX) + refused;
		if (!indexes.haveUniqueUserCode()) {
			String message = "Cannot store logins in " + name() + ", because it has no unique index on 'userCode'. "
					+ "Create the index, or set clilogin.mongodb.create-indexes to true.";
			this.warnings.log(message + details);
			throw new MissingIndexException(message);
		}
		if (!details.isEmpty()) {
			this.warnings.log("Queries on " + name() + " may be slow." + details);
		}
	}

	private String name() {
		return this.logins.getNamespace().toString();
	}

}
