package io.github.clilogin.store;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The fields of a stored login. A store has one column or one member of a document for
 * each of them; a field that does not apply to a login is absent, never empty.
 */
public enum Field {

	/**
	 * The id: SHA-256 of the device code, 64 lower-case hex digits. The key of the store.
	 */
	ID,

	/** The name of the status. */
	STATUS,

	/** The user code, eight letters. Unique among the stored logins. */
	USER_CODE,

	/** The name of the flow. */
	FLOW,

	/** The client that asked. */
	CLIENT_ID,

	/** The version that the client claimed. */
	CLIENT_VERSION,

	/** The device name that the client claimed. */
	DEVICE_NAME,

	/** The scopes that the client asked for, if any. */
	ASKED_SCOPES(Type.TEXTS),

	/** The address that the start request came from. */
	ADDRESS,

	/** The user agent of the start request. */
	USER_AGENT,

	/** The time of the start. */
	CREATED_AT(Type.TIME),

	/** The time from which the login can no longer be decided. */
	EXPIRES_AT(Type.TIME),

	/** The time from which the login may be removed. */
	PURGE_AT(Type.TIME),

	/** The public key that a host credential is sealed to, base64url. */
	SEAL_KEY,

	/** The id of the user who confirmed. */
	OWNER,

	/** The display name of the user who confirmed. */
	OWNER_NAME,

	/** The authorities of the user who confirmed, sorted. */
	OWNER_AUTHORITIES(Type.TEXTS),

	/** Whether the account of the user who confirmed is read again at each use. */
	OWNER_RELOADABLE(Type.FLAG),

	/** The id of the user who decided; absent if the host decided. */
	DECIDED_BY,

	/** The time of the decision. */
	DECIDED_AT(Type.TIME),

	/** The reason of a rejection. */
	MESSAGE,

	/** The time from which a confirmed login can no longer be collected. */
	COLLECT_BY(Type.TIME),

	/** The time of an event that a waiting poll is told at once. */
	WAKE_AT(Type.TIME),

	/** The kind of the credential: {@code token} or {@code sealed}. */
	KIND,

	/** The salt of an own token. A secret together with the device code. */
	SALT,

	/** The sealed host credential, base64url. */
	SEALED,

	/** The type of the host credential. */
	CREDENTIAL_TYPE,

	/** The scopes of an own token; present and empty if it has none. */
	SCOPES(Type.TEXTS),

	/** The time at which the credential ends. */
	CREDENTIAL_EXPIRES_AT(Type.TIME),

	/** The time of the collection. */
	COLLECTED_AT(Type.TIME),

	/** The time until which the credential is delivered again. */
	REDELIVER_UNTIL(Type.TIME),

	/** SHA-256 of the own token, 64 lower-case hex digits. Unique where present. */
	TOKEN_HASH,

	/** The time at which the own token ends. */
	TOKEN_EXPIRES_AT(Type.TIME),

	/** The number of times that the credential was delivered again. */
	REDELIVERED(Type.NUMBER),

	/** The time at which the token was last seen in use. */
	LAST_USED_AT(Type.TIME),

	/** The id of the user, or a word for the cause, that revoked the login. */
	REVOKED_BY,

	/** The time of the revocation. */
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
	 * Returns the type of the field's values.
	 * @return the type
	 */
	public Type type() {
		return this.type;
	}

	/**
	 * Returns the name of the field in snake_case, for a column.
	 * @return the name, such as {@code user_code}
	 */
	public String snakeCase() {
		return this.snakeCase;
	}

	/**
	 * Returns the name of the field in camelCase, for a member of a document.
	 * @return the name, such as {@code userCode}
	 */
	public String camelCase() {
		return this.camelCase;
	}

	/**
	 * The types of values.
	 */
	public enum Type {

		/** A {@link String}. */
		TEXT(String.class),

		/** A {@link java.util.List} of strings, in order. */
		TEXTS(java.util.List.class),

		/** An {@link java.time.Instant} in whole milliseconds. */
		TIME(java.time.Instant.class),

		/** An {@link Integer}. */
		NUMBER(Integer.class),

		/** A {@link Boolean}. */
		FLAG(Boolean.class);

		private final Class<?> valueType;

		Type(Class<?> valueType) {
			this.valueType = valueType;
		}

		/**
		 * Returns the Java type of the values.
		 * @return the type
		 */
		public Class<?> valueType() {
			return this.valueType;
		}

	}

}
