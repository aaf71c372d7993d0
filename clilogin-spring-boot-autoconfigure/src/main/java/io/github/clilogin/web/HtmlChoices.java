package io.github.clilogin.web;

import java.util.stream.Collectors;

import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.ChoiceField;
import io.github.clilogin.web.ConfirmationPage.Form;
import io.github.clilogin.web.ConfirmationPage.Kind;

/**
 * Writes the questions of the confirmation. Each field refers to its form by ID, since
 * the form contains only a button.
 */
final class HtmlChoices {

	static final String ERROR_ID = "choice-error";

	private final ConfirmationPage page;

	private final HtmlTexts texts;

	HtmlChoices(ConfirmationPage page, HtmlTexts texts) {
		this.page = page;
		this.texts = texts;
	}

	String html() {
		Form form = this.page.forms().get(Action.CONFIRM);
		return (form == null) ? "" : form.choices().stream().map(this::row).collect(Collectors.joining());
	}

	private String row(ChoiceField choice) {
		String group = this.texts.group(choice.group());
		if (choice.options().size() == 1) {
			return "<dt>%s</dt><dd>%s</dd>\n".formatted(group, this.texts.name(choice.options().get(0).label()));
		}
		String name = this.texts.escape(choice.name());
		return "<dt><label for=\"%s\">%s</label></dt><dd>%s</dd>\n".formatted(name, group, select(choice, name));
	}

	private String select(ChoiceField choice, String name) {
		String options = choice.options()
			.stream()
			.map((option) -> option(option, option.id().equals(choice.selected())))
			.collect(Collectors.joining());
		return """
				<select class="field" id="%s" name="%s" form="confirm" required autocomplete="off"%s>
				<option value="">%s</option>
				%s</select>""".formatted(name, name, error(choice), this.texts.get("choose"), options);
	}

	private String error(ChoiceField choice) {
		boolean missing = this.page.kind() == Kind.CHOICE_REQUIRED && choice.selected() == null;
		return missing ? " aria-invalid=\"true\" aria-describedby=\"" + ERROR_ID + "\"" : "";
	}

	/** Isolates the writing direction by an attribute, since an option has no markup. */
	private String option(CliLoginChoice option, boolean selected) {
		return "<option value=\"%s\" dir=\"auto\"%s>%s</option>\n".formatted(this.texts.escape(option.id()),
				selected ? " selected" : "", this.texts.escape(option.label()));
	}

}
