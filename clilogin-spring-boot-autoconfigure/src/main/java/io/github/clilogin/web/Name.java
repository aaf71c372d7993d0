package io.github.clilogin.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parameters that requests may carry; all others are ignored.
 */
enum Name {

	GRANT_TYPE, DEVICE_CODE, CLIENT_ID, SCOPE, FLOW, DEVICE_NAME, CLIENT_VERSION, CODE_CHALLENGE, SEAL_SEED, TOKEN,
	TOKEN_TYPE_HINT, USER_CODE, MESSAGE, TOKEN_ID, ALL, OTHERS;

	private static final Map<String, Name> BY_SNAKE = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(Name::snake, Function.identity()));

	private static final Map<String, Name> BY_CAMEL = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(Name::camel, Function.identity()));

	/** The name as RFC 6749 and RFC 8628 write it. */
	String snake() {
		return name().toLowerCase(Locale.ROOT);
	}

	String camel() {
		return Dialect.JSON_CAMEL.name(snake());
	}

	boolean hasCase() {
		return !snake().equals(camel());
	}

	static Optional<Name> ofSnake(String text) {
		return Optional.ofNullable(BY_SNAKE.get(text));
	}

	static Optional<Name> ofAnyCase(String text) {
		return ofSnake(text).or(() -> Optional.ofNullable(BY_CAMEL.get(text)));
	}

}
