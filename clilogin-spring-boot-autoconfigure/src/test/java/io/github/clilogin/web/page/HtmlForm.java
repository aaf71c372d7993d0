package io.github.clilogin.web.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/**
 * A form as it stands in a page.
 *
 * @param action where it goes
 * @param hidden its hidden fields
 */
public record HtmlForm(String action, Map<String, String> hidden) {

	private static final Pattern FORM = Pattern.compile("<form [^>]*?action=\"([^\"]*)\".*?</form>", Pattern.DOTALL);

	private static final Pattern HIDDEN = Pattern
		.compile("<input (?=[^>]*type=\"hidden\")[^>]*?name=\"([^\"]*)\"[^>]*?value=\"([^\"]*)\"");

	public static HtmlForm find(String html, String actionEnd) {
		Matcher form = FORM.matcher(html);
		while (form.find()) {
			if (form.group(1).endsWith(actionEnd)) {
				return new HtmlForm(HtmlUtils.htmlUnescape(form.group(1)), hidden(form.group()));
			}
		}
		throw new AssertionError("No form to " + actionEnd + " in " + html);
	}

	private static Map<String, String> hidden(String form) {
		Map<String, String> fields = new LinkedHashMap<>();
		Matcher hidden = HIDDEN.matcher(form);
		while (hidden.find()) {
			fields.put(hidden.group(1), HtmlUtils.htmlUnescape(hidden.group(2)));
		}
		return fields;
	}

	public String value(String name) {
		return this.hidden.getOrDefault(name, "");
	}

	public Map<String, String> with(Map<String, String> changes) {
		Map<String, String> fields = new LinkedHashMap<>(this.hidden);
		fields.putAll(changes);
		return fields;
	}

}
