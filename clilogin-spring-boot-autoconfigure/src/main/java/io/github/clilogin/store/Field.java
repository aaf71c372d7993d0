package io.github.clilogin.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Lists the fields of a stored login. A store has a column or document member per field.
 * A field without a value is absent, never empty unless stated.
 */
public enum Field {

	/**
	 * Key of the store: SHA-256 of the device code, or HMAC-SHA256 of a code challenge
	 * keyed with it, 64 lower-case hex digits. SHA-256 of these if the login demands a
	 * return code.
	 */
	ID,

	/** Name of the status. */
	STATUS,

	/** User code, eight letters. Unique. */
	USER_CODE,

	/** Name of the flow. */
	FLOW,

	/** Tenant of the start request; absent without tenants. */
	TENANT,

	/** Client ID. */
	CLIENT_ID,

	/** Version of the CLI. */
	CLIENT_VERSION,

	/** Device name. */
	DEVICE_NAME,

	/** Requested scopes. */
	ASKED_SCOPES(Type.TEXTS),

	/** IDs of the choices that the CLI asks for. */
	ASKED_CHOICES(Type.TEXTS),

	/**
	 * Methods by which the browser can return a code to the CLI, the best first. Present
	 * if the login demands a code.
	 */
	RETURN_METHODS(Type.TEXTS),

	/**
	 * Port on which the CLI listens for the return code; absent if it does not listen.
	 */
	RETURN_PORT(Type.NUMBER),

	/** Address of the start request. */
	ADDRESS,

	/** Flag that the address may be that of a proxy. */
	ADDRESS_UNCERTAIN(Type.FLAG),

	/** {@code User-Agent} of the start request. */
	USER_AGENT,

	/** Time of the start. */
	CREATED_AT(Type.TIME),

	/** Time from which the login cannot be decided. */
	EXPIRES_AT(Type.TIME),

	/** Time at which a signed-in user first opened the pending login. */
	OPENED_AT(Type.TIME),

	/** Time from which the login may be removed. */
	PURGE_AT(Type.TIME),

	/** Public key that a host credential is sealed to, base64url. */
	SEAL_KEY,

	/** ID of the user who confirmed. */
	OWNER,

	/** Display name of the user who confirmed. */
	OWNER_NAME,

	/** Name of the user's authentication; absent if unknown. */
	OWNER_PRINCIPAL_NAME,

	/** User name of the account that signed in; absent if unknown. */
	OWNER_ACCOUNT_NAME,

	/** Id of the user who acted as the user who confirmed; absent without one. */
	OWNER_ACTOR,

	/** Authorities of the user who confirmed, sorted. */
	OWNER_AUTHORITIES(Type.TEXTS),

	/** Flag that the account is loaded at each use of the token. */
	OWNER_RELOADABLE(Type.FLAG),

	/** Generation of the user's logins at the confirmation; absent without one. */
	OWNER_GENERATION,

	/** Choices of the user who confirmed: group, ID and label of each. */
	CHOICES(Type.TEXTS),

	/** ID of the user who decided; absent if the host application decided. */
	DECIDED_BY,

	/** Time of the decision. */
	DECIDED_AT(Type.TIME),

	/** Reason of a rejection. */
	MESSAGE,

	/** Time from which the login cannot be collected. Erased by the collection. */
	COLLECT_BY(Type.TIME),

	/** Time of an event to report to waiting polls. Erased by the collection. */
	WAKE_AT(Type.TIME),

	/** Kind of the credential: {@code token} or {@code sealed}. */
	KIND,

	/** Salt of a token. Erased at the end of the grace period. */
	SALT,

	/** Sealed host credential, base64url. Erased at the end of the grace period. */
	SEALED,

	/** Type of a host credential. */
	CREDENTIAL_TYPE,

	/** Granted scopes of a token; present but empty without any. */
	SCOPES(Type.TEXTS),

	/** Time at which the credential expires. */
	CREDENTIAL_EXPIRES_AT(Type.TIME),

	/**
	 * SHA-256 of the return code, 64 lower-case hex digits; absent without a code, and
	 * erased when the grace period ends or the login ends.
	 */
	RETURN_HASH,

	/** Number of wrong return codes; absent without any. */
	RETURN_MISSES(Type.NUMBER),

	/** SHA-256 of the last wrong return code; erased with {@link #RETURN_HASH}. */
	RETURN_MISSED,

	/**
	 * Name of the proof that the return code gives: {@code TYPED} or {@code LOOPBACK}.
	 */
	PROOF,

	/** Time of the collection. */
	COLLECTED_AT(Type.TIME),

	/** End of the grace period. Erased by the first use of the token. */
	REDELIVER_UNTIL(Type.TIME),

	/** SHA-256 of the token, 64 lower-case hex digits. Unique. */
	TOKEN_HASH,

	/** Time at which the token expires. */
	TOKEN_EXPIRES_AT(Type.TIME),

	/** Number of further deliveries. */
	REDELIVERED(Type.NUMBER),

	/** Last stored use of the token. */
	LAST_USED_AT(Type.TIME),

	/** ID of the user who revoked, or the cause of the revocation. */
	REVOKED_BY,

	/** Time of the revocation. */
	REVOKED_AT(Type.TIME);

	private final Type type;

	private final String snakeCase = name().toLowerCase(Locale.ROOT);

	private final String camelCase = Pattern.compile("_([a-z])")
		.matcher(this.snakeCase)
		.replaceAll((start) -> start.group(1).toUpperCase(Locale.ROOT));

	Field() {
		this(Type.TEXT);
	}

	Field(Type type) {
		this.type = type;
	}

	/**
	 * {@return the type of the field's values}
	 */
	public Type type() {
		return this.type;
	}

	/**
	 * {@return the column name, such as {@code user_code}}
	 */
	public String snakeCase() {
		return this.snakeCase;
	}

	/**
	 * {@return the member name in a document, such as {@code userCode}}
	 */
	public String camelCase() {
		return this.camelCase;
	}

	/**
	 * Lists the types of values.
	 */
	public enum Type {

		/** A {@link String}. */
		TEXT(String.class),

		/** A {@link List} of strings, in order. */
		TEXTS(List.class),

		/** An {@link Instant} in whole milliseconds. */
		TIME(Instant.class),

		/** An {@link Integer}. */
		NUMBER(Integer.class),

		/** A {@link Boolean}. */
		FLAG(Boolean.class);

		private final Class<?> valueType;

		Type(Class<?> valueType) {
			this.valueType = valueType;
		}

		/**
		 * {@return the Java type of the values}
		 */
		public Class<?> valueType() {
			return this.valueType;
		}

	}

}
