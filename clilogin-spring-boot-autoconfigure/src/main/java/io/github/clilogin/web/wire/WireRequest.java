package io.github.clilogin.web.wire;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.clilogin.DeviceCode;

/**
 * Holds the parameters of a request. An empty parameter counts as absent (RFC 6749 §3.1).
 * Immutable.
 *
 * @param dialect the dialect of the request
 * @param values the strings, booleans and objects of strings
 * @param basicClient the client of an {@code Authorization: Basic} header, or
 * {@code null}
 */
public record WireRequest(WireDialect dialect, Map<ParameterName, Object> values, @Nullable BasicClient basicClient) {

	/** The grant type of RFC 8628 §3.4. */
	public static final String DEVICE_GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	/** The parameters that can be numbers in JSON. */
	private static final Set<ParameterName> NUMBERS = Set.of(ParameterName.RETURN_PORT, ParameterName.RETURN_KNOWN);

	static WireRequest ofForm(List<Map.Entry<String, String>> pairs, @Nullable BasicClient basicClient) {
		Map<ParameterName, Object> values = new EnumMap<>(ParameterName.class);
		pairs.forEach(
				(pair) -> ParameterName.ofSnake(pair.getKey()).ifPresent((name) -> put(values, name, pair.getValue())));
		return new WireRequest(WireDialect.FORM, values, basicClient);
	}

	static WireRequest ofJson(WireDialect dialect, JsonNode object, @Nullable BasicClient basicClient) {
		Map<ParameterName, Object> values = new EnumMap<>(ParameterName.class);
		for (Map.Entry<String, JsonNode> member : object.properties()) {
			Optional<ParameterName> name = ParameterName.ofAnyCase(member.getKey());
			if (name.isPresent() && !member.getValue().isNull()) {
				put(values, name.get(), value(name.get(), member.getValue()));
			}
		}
		return new WireRequest(dialect, values, basicClient);
	}

	/** Determines the case of the names; the first name of several words decides. */
	static WireDialect dialect(JsonNode object) {
		return object.properties()
			.stream()
			.map(Map.Entry::getKey)
			.filter((key) -> ParameterName.ofAnyCase(key).filter(ParameterName::hasCase).isPresent())
			.findFirst()
			.map((key) -> key.contains("_") ? WireDialect.JSON_SNAKE : WireDialect.JSON_CAMEL)
			.orElse(WireDialect.JSON_CAMEL);
	}

	private static Object value(ParameterName name, JsonNode node) {
		if (node.isString()) {
			return node.stringValue();
		}
		if (node.isBoolean()) {
			return node.booleanValue();
		}
		if (node.isIntegralNumber() && NUMBERS.contains(name)) {
			return node.asString();
		}
		if (name == ParameterName.CHOICES && node.isObject()) {
			return texts(name, node);
		}
		throw (name == ParameterName.CHOICES) ? objectExpected(name)
				: WireException.invalidRequest(name.snake() + " must be a string");
	}

	private static Map<String, String> texts(ParameterName name, JsonNode node) {
		Map<String, String> texts = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			if (!member.getValue().isString()) {
				throw objectExpected(name);
			}
			texts.put(member.getKey(), member.getValue().stringValue());
		}
		return texts;
	}

	private static WireException objectExpected(ParameterName name) {
		return WireException.invalidRequest(name.snake() + " must be an object of strings");
	}

	private static void put(Map<ParameterName, Object> values, ParameterName name, Object value) {
		if (values.put(name, value) != null) {
			throw WireException.invalidRequest(name.snake() + " is repeated");
		}
	}

	/**
	 * {@return a string, or empty if it is absent or empty}
	 * @param name the parameter
	 * @throws WireException if it is not a string
	 */
	public Optional<String> text(ParameterName name) {
		Object value = this.values.get(name);
		if (value != null && !(value instanceof String)) {
			throw WireException.invalidRequest(name.snake() + " must be a string");
		}
		return Optional.ofNullable((String) value).filter((text) -> !text.isEmpty());
	}

	/**
	 * {@return the strings of an object by name, empty if it is absent}
	 * @param name the parameter
	 * @throws WireException if it is not an object of strings
	 */
	public Map<String, String> texts(ParameterName name) {
		Object value = this.values.getOrDefault(name, Map.of());
		if (!(value instanceof Map<?, ?> texts)) {
			throw objectExpected(name);
		}
		return texts.entrySet()
			.stream()
			.collect(Collectors.toMap((entry) -> (String) entry.getKey(), (entry) -> (String) entry.getValue()));
	}

	/**
	 * {@return a required string}
	 * @param name the parameter
	 * @throws WireException if it is absent, empty or not a string
	 */
	public String required(ParameterName name) {
		return text(name).orElseThrow(() -> WireException.invalidRequest(name.snake() + " is missing"));
	}

	/**
	 * {@return the device code with the code verifier, if the request has one; empty if
	 * one of them is malformed}
	 * @throws WireException if the device code is absent or empty, or if one of them is
	 * not a string
	 */
	public Optional<DeviceCode> deviceCode() {
		return DeviceCode.parse(required(ParameterName.DEVICE_CODE), text(ParameterName.CODE_VERIFIER).orElse(null));
	}

	/**
	 * {@return a boolean, {@code false} if it is absent}
	 * @param name the parameter
	 * @throws WireException if it is not a boolean
	 */
	public boolean flag(ParameterName name) {
		Object value = this.values.getOrDefault(name, false);
		if (value instanceof Boolean flag) {
			return flag;
		}
		throw WireException.invalidRequest(name.snake() + " must be true or false");
	}

	/**
	 * {@return the client ID, or {@code null} if absent} The secret of an
	 * {@code Authorization: Basic} header is ignored, since all clients are public.
	 * @throws WireException if the header is malformed or contradicts the body
	 */
	public @Nullable String clientId() {
		String header = (this.basicClient != null) ? this.basicClient.name() : null;
		String body = text(ParameterName.CLIENT_ID).orElse(null);
		if (header != null && body != null && !header.equals(body)) {
			throw WireException.invalidRequest("The Authorization header and client_id name different clients");
		}
		return (body != null) ? body : header;
	}

	/**
	 * {@return whether the client used an {@code Authorization: Basic} header}
	 */
	public boolean isAuthenticating() {
		return this.basicClient != null;
	}

	/** Omits the values, which may be secrets. */
	@Override
	public String toString() {
		return "WireRequest[" + this.dialect + ", " + this.values.keySet() + "]";
	}

}
