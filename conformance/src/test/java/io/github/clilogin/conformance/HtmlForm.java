package io.github.clilogin.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/**
 * Contains a form of an HTML page.
 *
 * @param action the address to which the form is posted
 * @param fields the names and values of the fields, in order
 * @param types the field names by input type
 */
record HtmlForm(String action, Map<String, String> fields, Map<String, String> types) {

	private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);

	private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>");

	static List<HtmlForm> in(String html) {
		List<HtmlForm> forms = new ArrayList<>();
		Matcher form = FORM.matcher(html);
		while (form.find()) {
			forms.add(of(attribute(form.group(1), "action").orElse(""), form.group(2)));
		}
		return forms;
	}

	private static HtmlForm of(String action, String html) {
		HtmlForm form = new HtmlForm(action, new LinkedHashMap<>(), new LinkedHashMap<>());
		Matcher input = INPUT.matcher(html);
		while (input.find()) {
			attribute(input.group(1), "name").ifPresent((name) -> form.add(name, input.group(1)));
		}
		return form;
	}

	private void add(String name, String attributes) {
		this.fields.put(name, attribute(attributes, "value").orElse(""));
		this.types.put(attribute(attributes, "type").orElse("text"), name);
	}

	private static Optional<String> attribute(String attributes, String name) {
		Matcher attribute = Pattern.compile("(?<![\\w-])" + name + "=\"([^\"]*)\"").matcher(attributes);
		return attribute.find() ? Optional.of(HtmlUtils.htmlUnescape(attribute.group(1))) : Optional.empty();
	}

	/** Returns whether the form has a field of this type. */
	boolean asksFor(String type) {
		return this.types.containsKey(type);
	}

	/** Fills in the field of this type. */
	HtmlForm type(String type, String text) {
		this.fields.put(String.valueOf(this.types.get(type)), text);
		return this;
	}

}
