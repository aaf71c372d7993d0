package io.github.clilogin.web;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Facts;
import io.github.clilogin.web.ConfirmationPage.Form;
import io.github.clilogin.web.ConfirmationPage.ReturnStep;

/** Writes the step by which a return code gets to the CLI. */
final class HtmlReturn {

	private final ConfirmationPage page;

	private final HtmlTexts texts;

	private final HtmlForms forms;

	HtmlReturn(ConfirmationPage page, HtmlTexts texts, HtmlForms forms) {
		this.page = page;
		this.texts = texts;
		this.forms = forms;
	}

	String html() {
		ReturnStep step = this.page.returnStep();
		if (step == null) {
			return "";
		}
		if (step.form() != null) {
			return loopback(step.form(), step);
		}
		return (step.code() != null) ? code(step.code()) : question(step);
	}

	private String loopback(Form form, ReturnStep step) {
		String button = "<button class=\"button\">%s</button>\n".formatted(this.texts.get("return.send"));
		return this.forms.form(form, " id=\"return\"" + (step.automatic() ? " data-automatic" : ""), button)
				+ typed(step.typedPage(), "return.typed-hint") + time() + reject("button plain") + facts()
				+ "<script>%s</script>\n".formatted(ReturnStep.SCRIPT);
	}

	/** Leaves the writing direction of the letters as it is in the terminal. */
	private String code(String code) {
		return """
				<p class="code"><span>%s</span> <strong dir="ltr" translate="no">%s</strong></p>
				<p class="note">%s</p>
				""".formatted(this.texts.get("return.code"), this.texts.escape(code), this.texts.get("return.warning"))
				+ time() + reject("button plain") + facts();
	}

	private String reject(String style) {
		return this.forms.button(Action.REJECT, " id=\"reject\"", style, "reject");
	}

	/**
	 * Offers the link to the code beside the rejection, or asks before the code is shown.
	 */
	private String question(ReturnStep step) {
		String reject = reject((step.typedPage() != null) ? "button plain" : "button");
		String yes = this.forms.button(Action.SHOW_CODE, "", "button", "return.yes");
		return typed(step.typedPage(), "return.elsewhere-hint")
				+ (yes.isEmpty() ? reject : "<div class=\"decide\">\n" + reject + yes + "</div>\n") + time() + facts();
	}

	private String typed(@Nullable String url, String hint) {
		return (url == null) ? "" : """
				<p class="hint">%s</p>
				<p><a class="button plain" id="typed" href="%s">%s</a></p>
				""".formatted(this.texts.get(hint), this.texts.escape(url), this.texts.get("return.typed"));
	}

	private String time() {
		Facts login = this.page.login();
		return (login == null) ? ""
				: "<p class=\"hint\">%s</p>\n".formatted(this.texts.duration("return.left", login.timeLeft()));
	}

	private String facts() {
		return new HtmlFacts(this.page, this.texts).html();
	}

}
