package io.github.clilogin.web.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names the parameters of requests (RFC 8628 §3.1 and §3.4, RFC 7009 §2.1). Unknown
 * parameters are ignored.
 */
public enum ParameterName {

	GRANT_TYPE,

	DEVICE_CODE,

	CLIENT_ID,

	SCOPE,

	FLOW,

	DEVICE_NAME,

	CLIENT_VERSION,

	/** The hash of a device code that the CLI keeps to itself, or of a code verifier. */
	CODE_CHALLENGE,

	/** The method of a code challenge (RFC 7636 §4.3). */
	CODE_CHALLENGE_METHOD,

	/** The secret behind a code challenge (RFC 7636 §4.5). */
	CODE_VERIFIER,

	/** The seed of the key that seals a host credential. */
	SEAL_SEED,

	/** The methods by which the browser can return a code to the CLI. */
	RETURN_METHODS,

	/** The port on which the CLI listens for the return code. */
	RETURN_PORT,

	/** The secret that the browser returned to the CLI. */
	RETURN_CODE,

	/** Tells that the CLI knows that it needs a return code. */
	RETURN_KNOWN,

	TOKEN,

	TOKEN_TYPE_HINT,

	USER_CODE,

	/** The IDs of choices that the CLI asks for. */
	CHOICE,

	/** The ID of the user's choice for each group, an object in JSON. */
	CHOICES,

	/** The reason for a rejection. */
	MESSAGE,

	/** The ID of the login to revoke. */
	TOKEN_ID,

	/** Revokes all logins. */
	ALL,

	/** Revokes all logins except the one that sent the request. */
	OTHERS;

	private static final Map<String, ParameterName> BY_SNAKE = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(ParameterName::snake, Function.identity()));

	private static final Map<String, ParameterName> BY_CAMEL = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(ParameterName::camel, Function.identity()));

	/**
	 * {@return the name in snake_case, as RFC 6749 and RFC 8628 write it}
	 */
	public String snake() {
		return name().toLowerCase(Locale.ROOT);
	}

	private String camel() {
		return WireDialect.JSON_CAMEL.memberName(snake());
	}

	boolean hasCase() {
		return !snake().equals(camel());
	}

	static Optional<ParameterName> ofSnake(String text) {
		return Optional.ofNullable(BY_SNAKE.get(text));
	}

	static Optional<ParameterName> ofAnyCase(String text) {
		return ofSnake(text).or(() -> Optional.ofNullable(BY_CAMEL.get(text)));
	}

}
