package io.github.clilogin.web;

import java.util.stream.Collectors;

import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Form;

/** Writes the forms of a page. */
final class HtmlForms {

	private final ConfirmationPage page;

	private final HtmlTexts texts;

	HtmlForms(ConfirmationPage page, HtmlTexts texts) {
		this.page = page;
		this.texts = texts;
	}

	/** Writes the form of an action with a button, or nothing without such a form. */
	String button(Action action, String attributes, String style, String text) {
		Form form = this.page.forms().get(action);
		return (form != null)
				? form(form, attributes, "<button class=\"%s\">%s</button>\n".formatted(style, this.texts.get(text)))
				: "";
	}

	String form(Form form, String attributes, String content) {
		String hidden = form.hidden()
			.entrySet()
			.stream()
			.map((field) -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
				.formatted(this.texts.escape(field.getKey()), this.texts.escape(field.getValue())))
			.collect(Collectors.joining());
		return "<form method=\"post\" action=\"%s\"%s>\n%s%s</form>\n".formatted(this.texts.escape(form.action()),
				attributes, hidden, content);
	}

}
