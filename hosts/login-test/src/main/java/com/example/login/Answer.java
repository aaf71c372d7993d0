package com.example.login;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/**
 * A response.
 *
 * @param url the address after redirects
 * @param status the status
 * @param body the body
 * @param time the time that it took
 * @param headers the first value of each header
 */
public record Answer(URI url, int status, String body, Duration time, Map<String, String> headers) {

	static Answer of(HttpResponse<String> response, Duration time) {
		Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
		return new Answer(response.uri(), response.statusCode(), response.body(), time, headers);
	}

	/**
	 * {@return the text of a field of the JSON object}
	 * @param name the name of the field
	 */
	public String field(String name) {
		Matcher field = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(this.body);
		if (!field.find()) {
			throw new AssertionError("No " + name + " in " + this.status + " " + this.body);
		}
		return field.group(1);
	}

	/**
	 * {@return the text of the HTML page, without its tags}
	 */
	public String text() {
		String text = this.body.replaceAll("(?s)<style.*?</style>", " ").replaceAll("<[^>]*>", " ");
		return HtmlUtils.htmlUnescape(text).replaceAll("\\s+", " ");
	}

}
