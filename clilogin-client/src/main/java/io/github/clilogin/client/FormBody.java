package io.github.clilogin.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * Builds a form body. Empty values are omitted, since RFC 8628 §3.1 treats them as
 * absent.
 */
final class FormBody {

	private final StringJoiner body = new StringJoiner("&");

	FormBody with(String name, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			this.body.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
		}
		return this;
	}

	String encoded() {
		return this.body.toString();
	}

}
