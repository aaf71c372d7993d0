package io.github.clilogin.mongodb;

import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.bson.BsonDocument;

/**
 * Reads an expected document in which ID, CODE and HASH stand for those of a sample,
 * START for its start and NOW+2m and the like for a time after it.
 *
 * @param sample the sample
 */
record Golden(Sample sample) {

	private static final Pattern TIME = Pattern.compile("\\b(START|NOW)(?:([+-]\\d+)([mhd]))?\\b");

	BsonDocument document(String json) {
		String filled = json.replace("ID", '"' + this.sample.id() + '"')
			.replace("CODE", '"' + this.sample.login().userCode() + '"')
			.replace("HASH", '"' + this.sample.tokenHash() + '"');
		return BsonDocument.parse(TIME.matcher(filled).replaceAll(Golden::date));
	}

	private static String date(MatchResult time) {
		long start = (time.group(1).equals("NOW") ? Sample.NOW : Sample.START).toEpochMilli();
		return "{ \"\\$date\": { \"\\$numberLong\": \"" + (start + offset(time)) + "\" } }";
	}

	private static long offset(MatchResult time) {
		if (time.group(2) == null) {
			return 0;
		}
		long number = Long.parseLong(time.group(2));
		return (switch (time.group(3)) {
			case "m" -> Duration.ofMinutes(number);
			case "h" -> Duration.ofHours(number);
			default -> Duration.ofDays(number);
		}).toMillis();
	}

}
