package io.github.clilogin.mongodb;

import java.util.concurrent.TimeUnit;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.internal.OwnersName;

/**
 * Creates stores that keep logins in a MongoDB collection, which any number of instances
 * can share. A login is one flat document:
 * <ul>
 * <li>Members are named by {@link io.github.clilogin.store.Field#camelCase}, except
 * {@code _id}. Times are dates. Absent fields are omitted. {@code v} is the format
 * version, 1.</li>
 * <li>A login starts with an insert. The unique indexes reject duplicates.</li>
 * <li>Each later step is one {@code updateOne} with the guards as its filter. The step
 * was performed if it modified a document. {@code revokeAll} and {@code sweep} use
 * {@code updateMany}.</li>
 * <li>A second collection has a document per user who revoked all logins: the user's ID
 * and the current {@code generation} of the logins. Its name is {@code clilogin_owners}
 * for {@code clilogin_logins}, and {@code tools_owners} for {@code tools}. It needs no
 * further index.</li>
 * <li>Time limits are guards, because the TTL index on {@code purgeAt} removes an expired
 * login only an hour later.</li>
 * </ul>
 * Regardless of the database's settings, writes wait for the majority, reads use the
 * primary, and commands time out after five seconds. A durable read of a login that is
 * not pending is a second read with read concern {@code majority}. Exceptions of the
 * driver are passed on: the outcome is unknown, and the step is safe to repeat.
 * <p>
 * The following indexes must exist before the first login is stored:
 * <ul>
 * <li>{@code userCode}, unique: without it, no login is stored.</li>
 * <li>{@code tokenHash}, unique and sparse.</li>
 * <li><code>{owner: 1, status: -1}</code>: without it, {@code revokeAll} may miss a login
 * that is being collected, and a warning is logged.</li>
 * <li>{@code wakeAt}, {@code redeliverUntil} and {@code collectBy}, sparse.</li>
 * <li>{@code purgeAt} with {@code expireAfterSeconds: 0}.</li>
 * </ul>
 */
public final class MongoCliLogins {

	static final int TIMEOUT_SECONDS = 5;

	private MongoCliLogins() {
	}

	/**
	 * Returns a thread-safe store. It connects to MongoDB at its first use.
	 * @param database the database, whose read and write settings are not used
	 * @param collection the name of the collection
	 * @param createIndexes whether to create missing indexes
	 * @return the store
	 */
	public static CliLoginRepository repository(MongoDatabase database, String collection, boolean createIndexes) {
		MongoCollection<Document> logins = collection(database, collection);
		return new MongoCliLoginRepository(logins, collection(database, OwnersName.of(collection)),
				new LoginIndexes(logins, createIndexes));
	}

	private static MongoCollection<Document> collection(MongoDatabase database, String name) {
		return database.getCollection(name)
			.withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
			.withReadPreference(ReadPreference.primary())
			.withReadConcern(ReadConcern.LOCAL)
			.withWriteConcern(WriteConcern.MAJORITY)
			.withTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
	}

}
