package io.github.clilogin.web.poll;

import java.time.Duration;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.util.StringUtils;

/** Reads the preferred wait (RFC 7240 §4.3). Malformed preferences are ignored (§2). */
final class PreferredWait {

	private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(;.*)?",
			Pattern.CASE_INSENSITIVE);

	private PreferredWait() {
	}

	static Duration of(HttpServletRequest request, Duration max) {
		for (String header : Collections.list(request.getHeaders("Prefer"))) {
			for (String preference : StringUtils.commaDelimitedListToStringArray(header)) {
				Matcher matcher = WAIT.matcher(preference.strip());
				if (matcher.matches()) {
					return min(Duration.ofSeconds(Long.parseLong(matcher.group(1))), max);
				}
			}
		}
		return Duration.ZERO;
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
