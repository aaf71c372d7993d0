package io.github.clilogin.mongodb;

/**
 * The members of a stored login; what they mean stands at {@link MongoCliLogins}.
 */
final class Fields {

	static final String ID = "_id";

	static final String VERSION = "v";

	static final String FLOW = "flow";

	static final String STATUS = "status";

	static final String USER_CODE = "userCode";

	static final String CLIENT_ID = "clientId";

	static final String CLIENT_VERSION = "clientVersion";

	static final String DEVICE_NAME = "deviceName";

	static final String ASKED_SCOPES = "askedScopes";

	static final String ADDRESS = "address";

	static final String USER_AGENT = "userAgent";

	static final String CREATED_AT = "createdAt";

	static final String EXPIRES_AT = "expiresAt";

	static final String PURGE_AT = "purgeAt";

	static final String SEAL_KEY = "sealKey";

	static final String OWNER = "owner";

	static final String OWNER_NAME = "ownerName";

	static final String OWNER_AUTHORITIES = "ownerAuthorities";

	static final String OWNER_RELOADABLE = "ownerReloadable";

	static final String DECIDED_BY = "decidedBy";

	static final String DECIDED_AT = "decidedAt";

	static final String MESSAGE = "message";

	static final String COLLECT_BY = "collectBy";

	static final String WAKE_AT = "wakeAt";

	static final String KIND = "kind";

	/** The {@link #KIND} of a login that hands over an own token. */
	static final String TOKEN = "token";

	static final String SALT = "salt";

	/** A box, and the {@link #KIND} of a login that hands over what is in one. */
	static final String SEALED = "sealed";

	static final String CREDENTIAL_TYPE = "credentialType";

	static final String SCOPES = "scopes";

	static final String CREDENTIAL_EXPIRES_AT = "credentialExpiresAt";

	static final String COLLECTED_AT = "collectedAt";

	static final String REDELIVER_UNTIL = "redeliverUntil";

	static final String TOKEN_HASH = "tokenHash";

	static final String TOKEN_EXPIRES_AT = "tokenExpiresAt";

	static final String REDELIVERED = "redelivered";

	static final String LAST_USED_AT = "lastUsedAt";

	static final String REVOKED_BY = "revokedBy";

	static final String REVOKED_AT = "revokedAt";

	private Fields() {
	}

}
