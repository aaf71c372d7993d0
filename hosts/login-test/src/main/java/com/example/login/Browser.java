package com.example.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/**
 * A browser that keeps cookies, follows redirects and presses buttons.
 */
public final class Browser {

	private static final String[] ACCEPT = { "Accept", "text/html,*/*;q=0.8" };

	private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);

	private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>");

	private final Http http = Http.withCookies();

	/**
	 * {@return the page, after redirects}
	 * @param url the address
	 */
	public Answer open(String url) {
		return this.http.get(url, ACCEPT);
	}

	/**
	 * {@return the page after the sign-in, if this page asks for one}
	 * @param page the current page
	 * @param user the user, whose password is "demo"
	 */
	public Answer signIn(Answer page, String user) {
		return page.body().contains("name=\"password\"")
				? press(page, "Sign in", Map.of("username", user, "password", "demo")) : page;
	}

	/**
	 * Confirms a login.
	 * @param link the link that the terminal shows
	 * @param user the user who signs in, unless the browser is signed in
	 * @return the page after the confirmation
	 */
	public Answer confirm(String link, String user) {
		Answer page = press(signIn(open(link), user), "Confirm", Map.of());
		if (!page.text().contains("Confirmed")) {
			throw new AssertionError("Not confirmed: " + page.status() + " " + page.text());
		}
		return page;
	}

	/**
	 * {@return the page after a button was pressed}
	 * @param page the current page
	 * @param button the text of the button
	 * @param typed the fields that the user fills in
	 */
	public Answer press(Answer page, String button, Map<String, String> typed) {
		Matcher form = FORM.matcher(page.body());
		while (form.find()) {
			if (form.group(2).contains(">" + button + "</button>")) {
				Map<String, String> fields = hidden(form.group(2));
				fields.putAll(typed);
				return this.http.post(page.url().resolve(attribute("action", form.group(1))).toString(), fields,
						ACCEPT);
			}
		}
		throw new AssertionError("No button " + button + ": " + page.status() + " " + page.url() + " " + page.text());
	}

	private static Map<String, String> hidden(String form) {
		Map<String, String> fields = new LinkedHashMap<>();
		Matcher input = INPUT.matcher(form);
		while (input.find()) {
			if (attribute("type", input.group(1)).equals("hidden")) {
				fields.put(attribute("name", input.group(1)), attribute("value", input.group(1)));
			}
		}
		return fields;
	}

	private static String attribute(String name, String tag) {
		Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
		return value.find() ? HtmlUtils.htmlUnescape(value.group(1)) : "";
	}

}
