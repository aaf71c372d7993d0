package io.github.clilogin.web.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parameters of requests. All others are ignored.
 */
public enum ParameterName {

	/** {@code grant_type}, RFC 8628 §3.4. */
	GRANT_TYPE,

	/** {@code device_code}, RFC 8628 §3.4. */
	DEVICE_CODE,

	/** {@code client_id}, RFC 8628 §3.1. */
	CLIENT_ID,

	/** {@code scope}, RFC 8628 §3.1. */
	SCOPE,

	/** {@code flow}: confirm, code or browser. */
	FLOW,

	/** {@code device_name}: the name of the CLI's device. */
	DEVICE_NAME,

	/** {@code client_version}: the version of the CLI. */
	CLIENT_VERSION,

	/** {@code code_challenge}: the hash of a device code that the CLI keeps. */
	CODE_CHALLENGE,

	/** {@code seal_seed}: the seed of the key that a host credential is sealed to. */
	SEAL_SEED,

	/** {@code token}, RFC 7009 §2.1. */
	TOKEN,

	/** {@code token_type_hint}, RFC 7009 §2.1. */
	TOKEN_TYPE_HINT,

	/** {@code user_code}: the code of the login to review. */
	USER_CODE,

	/** {@code message}: the reason of a rejection. */
	MESSAGE,

	/** {@code token_id}: the id of the login to revoke. */
	TOKEN_ID,

	/** {@code all}: whether to revoke all logins. */
	ALL,

	/** {@code others}: whether to revoke all other logins. */
	OTHERS;

	private static final Map<String, ParameterName> BY_SNAKE = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(ParameterName::snake, Function.identity()));

	private static final Map<String, ParameterName> BY_CAMEL = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(ParameterName::camel, Function.identity()));

	/**
	 * Returns the name as RFC 6749 and RFC 8628 write it.
	 * @return the name in snake_case
	 */
	public String snake() {
		return name().toLowerCase(Locale.ROOT);
	}

	private String camel() {
		return WireDialect.JSON_CAMEL.name(snake());
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
