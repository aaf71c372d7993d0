package io.github.clilogin.web;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.web.ConfirmationPage.Facts;
import io.github.clilogin.web.ConfirmationPage.Kind;

/**
 * The list of what is known of a login; what was only claimed says so.
 */
final class ConfirmationPageFacts {

	private final ConfirmationPage page;

	private final ConfirmationPageWords words;

	ConfirmationPageFacts(ConfirmationPage page, ConfirmationPageWords words) {
		this.page = page;
		this.words = words;
	}

	String html() {
		Facts login = this.page.login();
		if (login == null) {
			return "";
		}
		String claimed = claimed("program", program(login)) + claimed("device", login.deviceName());
		String measured = fact("address", "", address(login)) + fact("age", "", times(login));
		return "<dl>\n" + claimed + measured + fact("access", "", access(login)) + "</dl>\n";
	}

	private String claimed(String key, @Nullable String value) {
		String shown = (value != null) ? this.words.name(value) : this.words.get("not-said");
		return fact(key, " <small>%s</small>".formatted(this.words.get("claimed")), shown);
	}

	private String fact(String key, String note, String html) {
		return "<dt>%s%s</dt><dd>%s</dd>\n".formatted(this.words.get(key), note, html);
	}

	private static @Nullable String program(Facts login) {
		if (login.client() == null || login.clientVersion() == null) {
			return (login.client() != null) ? login.client() : login.clientVersion();
		}
		return login.client() + " " + login.clientVersion();
	}

	private String address(Facts login) {
		return (login.address() != null) ? this.words.name(login.address()) : this.words.get("address.unknown");
	}

	private String times(Facts login) {
		String age = this.words.duration("ago", login.age());
		return (this.page.kind() == Kind.REVIEW) ? age + "<br>" + this.words.duration("left", login.timeLeft()) : age;
	}

	private String access(Facts login) {
		return login.scopes().isEmpty() ? this.words.get("access.all")
				: login.scopes().stream().map(this.words::scope).collect(Collectors.joining("<br>"));
	}

}
