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

/**
 * Makes stores that keep logins in a MongoDB collection, shared by any number of
 * instances. A login is one flat document, from the first request to the last logout:
 *
 * <pre>
 * {
 *    "_id" : "64 hex digits: SHA-256 of the device code", "v" : 1,
 *    "status" : "PENDING", "userCode" : "BCDFGHJK", "flow" : "CONFIRM",
 *    "clientId", "clientVersion", "deviceName", "askedScopes" : [ … ], "address", "userAgent",   // what was sent of it
 *    "createdAt", "expiresAt", "purgeAt",
 *    "sealKey" : "base64url",                                                // public
 *                                                                            // since it was confirmed
 *    "owner" : "user id", "ownerName", "ownerAuthorities" : [ … ], "ownerReloadable" : true,
 *    "decidedBy", "decidedAt", "message",                                    // rejected, too
 *    "kind" : "token", "scopes" : [ … ], "credentialExpiresAt",
 *    "salt",                                                                 // until first use, or the end of the grace
 *                                                                            // or, for a credential of the host's
 *    "kind" : "sealed", "credentialType" : "Bearer", "credentialExpiresAt",
 *    "sealed" : "base64url",                                                 // until the end of the grace
 *    "collectBy",                                                            // until collected
 *                                                                            // since it was collected
 *    "collectedAt", "redelivered" : 1,
 *    "tokenHash" : "64 hex digits", "tokenExpiresAt", "lastUsedAt",          // of an own token
 *    "redeliverUntil",                                                       // until first use, or the end of the grace
 *    "revokedBy", "revokedAt",                                               // since it was revoked
 *    "wakeAt"                                                                // until collected
 * }
 * </pre>
 *
 * Times are dates; what does not apply is absent.
 * <ol>
 * <li>A login starts by an insert. A taken {@code _id} or {@code userCode} is refused by
 * its unique index.</li>
 * <li>Every later step is one {@code updateOne}. Its filter names the {@code _id}, the
 * status and the times that the step demands, its update writes the next status. If it
 * modified a document, the step is won; if not, another one came first.</li>
 * <li>{@code revokeAll} and {@code sweep} are {@code updateMany} of the same kind.</li>
 * <li>Every filter tests the times itself. The TTL index on {@code purgeAt} is the broom
 * only, and comes an hour late.</li>
 * </ol>
 * Writes wait for the majority of the replica set and reads ask the primary, whatever the
 * given database does otherwise, and nothing takes longer than five seconds. An exception
 * of the driver is passed on: the outcome is unknown, and the step is safe to repeat.
 * <p>
 * Indexes, made before the first login is stored: {@code userCode} unique,
 * {@code tokenHash} unique and sparse, <code>{owner: 1, status: -1}</code>,
 * {@code wakeAt}, {@code redeliverUntil} and {@code collectBy} sparse, {@code purgeAt}
 * with {@code expireAfterSeconds: 0}. Without the first one no login is stored. Without
 * the third one {@code revokeAll} may leave a live token of a login that is collected at
 * that moment, and a warning says so.
 */
public final class MongoCliLogins {

	private static final int TIMEOUT_SECONDS = 5;

	private MongoCliLogins() {
	}

	/**
	 * Returns a store, safe for use by many threads. Talks to MongoDB only when it is
	 * used.
	 * @param database the database, of which the connection is used and nothing else
	 * @param collection the name of the collection
	 * @param createIndexes whether to create missing indexes before the first login is
	 * stored; otherwise this is left to the host
	 * @return the store
	 */
	public static CliLoginRepository repository(MongoDatabase database, String collection, boolean createIndexes) {
		MongoCollection<Document> logins = database.getCollection(collection)
			.withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
			.withReadPreference(ReadPreference.primary())
			.withReadConcern(ReadConcern.LOCAL)
			.withWriteConcern(WriteConcern.MAJORITY)
			.withTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
		return new MongoCliLoginRepository(logins, new LoginIndexes(logins, createIndexes));
	}

}
