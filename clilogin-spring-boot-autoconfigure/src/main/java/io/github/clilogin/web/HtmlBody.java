package io.github.clilogin.web;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Form;
import io.github.clilogin.web.ConfirmationPage.Kind;
import io.github.clilogin.web.ConfirmationPage.Network;
import io.github.clilogin.web.ConfirmationPage.ReturnStep;

/** Writes the body of a page. */
final class HtmlBody {

	private final ConfirmationPage page;

	private final HtmlTexts texts;

	private final HtmlForms forms;

	HtmlBody(ConfirmationPage page, HtmlTexts texts) {
		this.page = page;
		this.texts = texts;
		this.forms = new HtmlForms(page, texts);
	}

	String html() {
		return switch (this.page.kind()) {
			case ENTER_CODE -> heading("") + account() + enterCode("");
			case UNKNOWN_CODE -> heading("") + account() + enterCode(error("code-error"));
			case REVIEW -> heading("") + text() + review();
			case CHOICE_REQUIRED -> heading("") + error(HtmlChoices.ERROR_ID) + review();
			case OTHER_NETWORK -> heading("") + text() + otherNetwork();
			case RETURN_LOOPBACK, RETURN_CODE, RETURN_QUESTION, RETURN_ELSEWHERE ->
				heading("") + returnText() + new HtmlReturn(this.page, this.texts, this.forms).html();
			default -> ending();
		};
	}

	private String heading(String mark) {
		return "%s<h1>%s</h1>\n".formatted(mark, this.texts.get(key("title"), this.texts.applicationName()));
	}

	private String text() {
		return paragraph(key("text"));
	}

	/** Says what the user must do if the page does nothing by itself. */
	private String returnText() {
		ReturnStep step = this.page.returnStep();
		if (this.page.kind() == Kind.RETURN_LOOPBACK && step != null && !step.automatic()) {
			return paragraph("return-loopback.press");
		}
		boolean startAgain = this.page.kind() == Kind.RETURN_ELSEWHERE && step != null && step.typedPage() == null;
		return text() + (startAgain ? paragraph("return-elsewhere.start-again") : "");
	}

	private String paragraph(String key) {
		return "<p>%s</p>\n".formatted(this.texts.get(key, this.texts.applicationName()));
	}

	private String key(String part) {
		return HtmlRenderer.key(this.page.kind()) + "." + part;
	}

	private String error(String id) {
		return "<p class=\"error\" id=\"%s\">%s</p>\n".formatted(id, this.texts.get(key("text")));
	}

	private String enterCode(String error) {
		Form form = this.page.forms().get(Action.ENTER_CODE);
		if (form == null || form.field() == null) {
			return "";
		}
		String field = """
				<label for="code">%s</label>
				<p class="hint" id="code-hint">%s</p>
				%s<input class="field typed" id="code" name="%s" type="text" required autofocus autocomplete="off" \
				autocapitalize="characters" autocorrect="off" spellcheck="false" dir="ltr" aria-describedby="code-hint%s"%s>
				<button class="button">%s</button>
				"""
			.formatted(this.texts.get("code.label"), this.texts.get("code.hint"), error,
					this.texts.escape(form.field()), error.isEmpty() ? "" : " code-error",
					error.isEmpty() ? "" : " aria-invalid=\"true\"", this.texts.get("code.submit"));
		return this.forms.form(form, "", field);
	}

	private String review() {
		return account() + code() + new HtmlFacts(this.page, this.texts).html()
				+ "<p class=\"note\">%s%s</p>\n".formatted(network(), this.texts.get("warning"))
				+ "<div class=\"decide\">\n" + this.forms.button(Action.REJECT, " id=\"reject\"", "button", "reject")
				+ this.forms.button(Action.CONFIRM, " id=\"confirm\"", "button", "confirm") + "</div>\n" + reason();
	}

	/** Names the address of this browser beside that of the CLI. */
	private String otherNetwork() {
		return "<div class=\"decide\">\n" + this.forms.button(Action.REJECT, " id=\"reject\"", "button", "reject")
				+ this.forms.button(Action.CONFIRM, " id=\"confirm\"", "button", "other-network.mine") + "</div>\n"
				+ new HtmlFacts(this.page, this.texts).html();
	}

	private String network() {
		Network network = (this.page.login() != null) ? this.page.login().network() : Network.UNKNOWN;
		return switch (network) {
			case OTHER -> "<strong>%s</strong> ".formatted(this.texts.get("warning.other-network"));
			case PERHAPS_OTHER -> this.texts.get("warning.perhaps-other-network") + " ";
			case SAME, UNKNOWN -> "";
		};
	}

	private String account() {
		if (this.page.account() == null) {
			return "";
		}
		Form form = this.page.forms().get(Action.SWITCH_ACCOUNT);
		String quiet = "<button class=\"quiet\">%s</button>\n".formatted(this.texts.get("switch-account"));
		return "<div class=\"account\">\n%s%s</div>\n".formatted(names(this.page.account()),
				(form != null) ? this.forms.form(form, "", quiet) : "");
	}

	/** Shows both users if one acts as the other. */
	private String names(String account) {
		String actor = this.page.actor();
		return (actor == null) ? name("account", account) : name("account", actor) + name("acting-as", account);
	}

	private String name(String key, String name) {
		return "<p>%s <strong>%s</strong></p>\n".formatted(this.texts.get(key), this.texts.name(name));
	}

	private String code() {
		String code = (this.page.login() != null) ? this.page.login().userCode() : "";
		return "<p class=\"code\"><span>%s</span> <strong dir=\"ltr\" translate=\"no\">%s</strong></p>\n"
			.formatted(this.texts.get("compare"), this.texts.escape(code));
	}

	/** The field refers to its form by ID, since the form contains only a button. */
	private String reason() {
		Form form = this.page.forms().get(Action.REJECT);
		if (form == null || form.field() == null) {
			return "";
		}
		return """
				<details>
				<summary>%s</summary>
				<label for="reason">%s</label>
				<input class="field" id="reason" form="reject" name="%s" type="text" maxlength="200" autocomplete="off" dir="auto">
				<button class="button plain" form="reject">%s</button>
				</details>
				"""
			.formatted(this.texts.get("reason.summary"), this.texts.get("reason.label"),
					this.texts.escape(form.field()), this.texts.get("reason.submit"));
	}

	private String ending() {
		return heading(mark()) + text() + message() + again() + account() + end();
	}

	private String mark() {
		return switch (this.page.kind()) {
			case CONFIRMED, HANDED_OVER -> "<p class=\"mark good\" aria-hidden=\"true\">✓</p>\n";
			case REJECTED, DISCONNECTED, REFUSED -> "<p class=\"mark bad\" aria-hidden=\"true\">✕</p>\n";
			default -> "";
		};
	}

	private String message() {
		return (this.page.message() != null)
				? "<p class=\"note\">%s</p>\n".formatted(this.texts.name(this.page.message())) : "";
	}

	private String again() {
		@Nullable String again = this.page.again();
		return switch (this.page.kind()) {
			case ACCOUNT_UNAVAILABLE, CHOICES_UNAVAILABLE, IMPERSONATED, STILL_WAITING, NOT_CERTAIN, STALE_FORM,
					RATE_LIMITED, UNKNOWN_LOGIN, WRONG_METHOD ->
				(again == null) ? "" : "<p><a class=\"button\" href=\"%s\">%s</a></p>\n"
					.formatted(this.texts.escape(again), this.texts.get("again"));
			default -> "";
		};
	}

	/** Shows the facts of a login with the buttons that end it. */
	private String end() {
		String buttons = this.forms.button(Action.REJECT, " id=\"reject\"", "button plain", "reject") + reason()
				+ this.forms.button(Action.DISCONNECT, "", "button plain", "disconnect");
		return buttons.isEmpty() ? "" : new HtmlFacts(this.page, this.texts).html() + buttons;
	}

}
