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

	/**
	 * Finds a form by its action.
	 * @param html the page
	 * @param actionEnd the end of the action
	 * @return the first such form
	 */
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

	/**
	 * Returns where the form is sent.
	 * @return the action, which may be relative
	 */
	public String action() {
		return this.element.attr("action");
	}

	/**
	 * Returns what a browser sends if the user fills nothing in.
	 * @return the fields and their values
	 */
	public Map<String, String> fields() {
		Map<String, String> fields = new LinkedHashMap<>();
		for (KeyVal field : this.element.formData()) {
			fields.put(field.key(), field.value());
		}
		return fields;
	}

	/**
	 * Returns the hidden fields.
	 * @return the fields and their values
	 */
	public Map<String, String> hidden() {
		Map<String, String> fields = new LinkedHashMap<>();
		for (Element field : this.element.select("input[type=hidden]")) {
			fields.put(field.attr("name"), field.val());
		}
		return fields;
	}

	/**
	 * Returns the value of a field.
	 * @param name the name of the field
	 * @return its value, or an empty text if the form lacks the field
	 */
	public String value(String name) {
		return fields().getOrDefault(name, "");
	}

	boolean hasButton(String text) {
		return this.element.select("button").eachText().contains(text);
	}

}
