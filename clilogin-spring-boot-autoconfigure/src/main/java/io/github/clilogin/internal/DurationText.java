package io.github.clilogin.internal;

import java.time.Duration;
import java.util.StringJoiner;

/** Writes durations in words for messages, such as "1 minute 30 seconds". */
public final class DurationText {

	private DurationText() {
	}

	/**
	 * {@return the duration in days, hours, minutes, seconds and milliseconds}
	 * @param duration the duration
	 */
	public static String of(Duration duration) {
		if (duration.isNegative()) {
			return "-" + of(duration.negated());
		}
		StringJoiner text = new StringJoiner(" ").setEmptyValue("0 seconds");
		add(duration.toDays(), "day", text);
		add(duration.toHoursPart(), "hour", text);
		add(duration.toMinutesPart(), "minute", text);
		add(duration.toSecondsPart(), "second", text);
		add(duration.toMillisPart(), "millisecond", text);
		return text.toString();
	}

	private static void add(long count, String unit, StringJoiner text) {
		if (count > 0) {
			text.add(count + " " + unit + ((count > 1) ? "s" : ""));
		}
	}

}
