package io.github.clilogin.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that {@link JsonReader} accepts the same texts as Jackson.
 */
class JsonReaderTests {

	private static final List<String> SEEDS = List.of("{}",
			"{\"a\":1,\"b\":\"x\\u0041\\n\\\"\",\"c\":[true,false,null]}",
			"{\"error\" : \"slow_down\" ,\r\n\t\"interval\":-0.5e+3}", "{\"a\":{\"b\":{\"c\":[[],{},\"\\/\\\\\"]}}}",
			"{\"device_code\":\"\u00e4\u20ac\ud83d\ude00\",\"expires_in\":600}",
			"{\"n\":[0,-1,1.25,1E9,12345678901234567890]}");

	private static final String ALPHABET = "{}[]:,\"\\ \t\n0123456789.eE+-truefalsn/ub\u0000\u001f\u00e9x'";

	private static final JsonMapper JACKSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	@Test
	void agreesWithJacksonOnDamagedAndOnWholeText() {
		Random random = new Random(8628);
		int accepted = 0;
		for (int round = 0; round < 60_000; round++) {
			String text = damaged(SEEDS.get(random.nextInt(SEEDS.size())), random);
			Object own = own(text);
			assertThat(own).as(text).isEqualTo(jackson(text));
			accepted += (own != null) ? 1 : 0;
		}
		assertThat(accepted).isBetween(5_000, 55_000);
	}

	private static String damaged(String seed, Random random) {
		StringBuilder text = new StringBuilder(seed);
		for (int change = random.nextInt(3); change > 0; change--) {
			int at = random.nextInt(text.length() + 1);
			switch (random.nextInt(3)) {
				case 0 -> text.insert(at, letter(random));
				case 1 -> text.delete(at, Math.min(text.length(), at + 1));
				default -> text.replace(at, Math.min(text.length(), at + 1), letter(random));
			}
		}
		return text.toString();
	}

	private static String letter(Random random) {
		return String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
	}

	private static @Nullable Object own(String text) {
		try {
			return rounded(JsonReader.read(text));
		}
		catch (MalformedJsonException ex) {
			return null;
		}
	}

	/** Replaces numbers by doubles and negative zero by zero. */
	private static Object rounded(Object value) {
		if (value instanceof JsonObject object) {
			Map<String, Object> members = new LinkedHashMap<>();
			object.members().forEach((name, member) -> members.put(name, rounded(member)));
			return new JsonObject(members);
		}
		if (value instanceof List<?> values) {
			return values.stream().map(JsonReaderTests::rounded).toList();
		}
		return (value instanceof JsonNumber number) ? number.value() + 0.0 : value;
	}

	private static @Nullable Object jackson(String text) {
		try {
			JsonNode node = JACKSON.readTree(text);
			return (node != null && node.isObject()) ? plain(node) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static Object plain(JsonNode node) {
		if (node.isObject()) {
			Map<String, Object> members = new LinkedHashMap<>();
			node.properties().forEach((member) -> members.put(member.getKey(), plain(member.getValue())));
			return new JsonObject(members);
		}
		if (node.isArray()) {
			return node.valueStream().map(JsonReaderTests::plain).toList();
		}
		if (node.isNumber()) {
			return node.numberValue().doubleValue() + 0.0;
		}
		if (node.isBoolean()) {
			return node.booleanValue();
		}
		return node.isNull() ? JsonReader.JsonNull.NULL : node.stringValue();
	}

	@Test
	void refusesTextThatIsTooDeepOrTooLong() throws Exception {
		assertThat(JsonReader.read("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}")).isNotNull();
		assertRefused("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}");
		assertRefused("{\"a\":" + "[".repeat(30_000));
		assertRefused("{}" + " ".repeat(JsonReader.MAX_LENGTH));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "\"a\"", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":01}", "{'a':1}",
			"{\"a\":NaN}", "{\"a\":1,}", "<html>" })
	void refusesTextThatIsNotASingleObject(String text) {
		assertRefused(text);
	}

	@Test
	void anErrorGivesThePositionAndNotTheText() {
		assertThatExceptionOfType(MalformedJsonException.class)
			.isThrownBy(() -> JsonReader.read("{\"access_token\":\"secret"))
			.withMessage("unexpected end at character 23");
	}

	@Test
	void secondsAreRoundedUpAndBounded() throws Exception {
		JsonObject json = JsonReader.read("{\"a\":1.5,\"b\":-3,\"c\":1e999,\"d\":\"5\",\"e\":null}");
		assertThat(json.seconds("a")).hasSeconds(2);
		assertThat(json.seconds("b")).isZero();
		assertThat(json.seconds("c")).hasDays(36_500);
		assertThat(json.seconds("d")).isNull();
		assertThat(json.seconds("e")).isNull();
		assertThat(json.seconds("f")).isNull();
	}

	@Test
	void theReaderReadsTheOutputOfTheWriter() throws Exception {
		Map<String, Object> members = Map.of("http://localhost",
				new JsonObject(Map.of("access_token", "a\"\\\u0000\u00e4\ud83d\u2028")));
		assertThat(JsonReader.read(JsonWriter.write(members)).members()).isEqualTo(members);
	}

	@Test
	void everyTypeSurvivesBeingReadAndWritten() throws Exception {
		JsonObject read = JsonReader.read("""
				{"strings":["","a\\u0000\\"\u00e4"],"numbers":[0,-0,1,1.50,600,12345678901234567890,1E+9,1e999],
				"words":[true,false,null],"nested":{"empty":{},"none":[],"deep":[[{"a":[1,{"b":null}]}]]}}""");
		String written = JsonWriter.write(read.members());
		assertThat(written).contains("1.50", "12345678901234567890", "1E+9", "1e999", "-0").matches("[\\n -~]+");
		assertThat(JsonReader.read(written)).isEqualTo(read);
		assertThat(jackson(written)).isEqualTo(rounded(read));
	}

	@Test
	void theWriterPreservesEveryObject() throws Exception {
		for (String seed : SEEDS) {
			JsonObject read = JsonReader.read(seed);
			assertThat(JsonReader.read(JsonWriter.write(read.members()))).as(seed).isEqualTo(read);
		}
	}

	private static void assertRefused(String text) {
		assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> JsonReader.read(text));
	}

}
