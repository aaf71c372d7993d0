package io.github.clilogin.web;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.web.ConfirmationPage.Facts;
import io.github.clilogin.web.ConfirmationPage.Kind;

/** Writes the facts about a login, and marks those that only the CLI claims. */
final class HtmlFacts {

	private final ConfirmationPage page;

	private final HtmlTexts texts;

	HtmlFacts(ConfirmationPage page, HtmlTexts texts) {
		this.page = page;
		this.texts = texts;
	}

	String html() {
		Facts login = this.page.login();
		if (login == null) {
			return "";
		}
		String claimed = claimed("program", program(login), login.clientMixesAlphabets())
				+ claimed("device", login.deviceName(), login.deviceNameMixesAlphabets());
		String measured = fact("address", "", address(login)) + fact("age", "", times(login));
		return "<dl>\n" + claimed + measured + fact("access", "", access(login))
				+ new HtmlChoices(this.page, this.texts).html() + "</dl>\n";
	}

	private String claimed(String key, @Nullable String value, boolean mixed) {
		String name = (value != null) ? this.texts.name(value) : this.texts.get("not-said");
		String shown = mixed ? "%s <strong>%s</strong>".formatted(name, this.texts.get("mixed-alphabets")) : name;
		return fact(key, " <small>%s</small>".formatted(this.texts.get("claimed")), shown);
	}

	private String fact(String key, String note, String html) {
		return "<dt>%s%s</dt><dd>%s</dd>\n".formatted(this.texts.get(key), note, html);
	}

	private static @Nullable String program(Facts login) {
		if (login.client() == null || login.clientVersion() == null) {
			return (login.client() != null) ? login.client() : login.clientVersion();
		}
		return login.client() + " " + login.clientVersion();
	}

	/** Shows the address of this browser as well, so that the user can compare them. */
	private String address(Facts login) {
		String address = address(login.address(), login.addressUncertain());
		if (login.browserAddress() == null) {
			return address;
		}
		return address + " " + (login.browserAddress().equals(login.address()) ? this.texts.get("address.same")
				: this.texts.around("address.browser", login.browserAddress()));
	}

	private String address(@Nullable String address, boolean uncertain) {
		if (address == null) {
			return this.texts.get("address.unknown");
		}
		return uncertain ? this.texts.around("address.uncertain", address) : this.texts.name(address);
	}

	/** Writes the times in one line, because the buttons below must be in sight. */
	private String times(Facts login) {
		String age = this.texts.duration("ago", login.age());
		boolean pending = this.page.kind() == Kind.REVIEW || this.page.kind() == Kind.CHOICE_REQUIRED;
		return pending ? age + ", " + this.texts.duration("left", login.timeLeft()) : age;
	}

	private String access(Facts login) {
		return login.scopes().isEmpty() ? this.texts.get("access.all")
				: login.scopes().stream().map(this.texts::scope).collect(Collectors.joining("<br>"));
	}

}
