package io.github.clilogin.testsupport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.jsoup.Connection.KeyVal;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/**
 * A form of an HTML page.
 *
 * @param element the element of the page
 */
public record HtmlForm(FormElement element) {

	/** Finds the first form of a page whose action has this end. */
	public static HtmlForm find(String html, String actionEnd) {
		return find(Jsoup.parse(html), "a form to " + actionEnd, (form) -> form.action().endsWith(actionEnd));
	}

	static HtmlForm find(Document page, String what, Predicate<HtmlForm> wanted) {
		return page.forms()
			.stream()
			.map(HtmlForm::new)
			.filter(wanted)
			.findFirst()
			.orElseThrow(() -> new AssertionError("The page lacks " + what + ": " + page));
	}

	/** Returns the address that the form is sent to, which may be relative. */
	public String action() {
		return this.element.attr("action");
	}

	/** Returns the fields as a browser sends them if the user changes nothing. */
	public Map<String, String> fields() {
		Map<String, String> fields = new LinkedHashMap<>();
		for (KeyVal field : this.element.formData()) {
			fields.put(field.key(), field.value());
		}
		return fields;
	}

	/** Returns the hidden fields. */
	public Map<String, String> hidden() {
		Map<String, String> fields = new LinkedHashMap<>();
		for (Element field : this.element.select("input[type=hidden]")) {
			fields.put(field.attr("name"), field.val());
		}
		return fields;
	}

	/** Returns the value of a field, or an empty text. */
	public String value(String name) {
		return fields().getOrDefault(name, "");
	}

	boolean hasButton(String text) {
		return this.element.select("button").eachText().contains(text);
	}

}
