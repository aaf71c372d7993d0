package io.github.clilogin.web.user;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.wire.WireRequestReader;

/**
 * Builds the links of the page as the browser must write them.
 *
 * @param settings the settings
 */
public record PageLinks(CliLoginWebSettings settings) {

	/** The parameter that carries the id of a login of the flow BROWSER. */
	public static final String STATE = "state";

	/**
	 * The parameter of a redirect that a form has caused. A browser applies the page's
	 * {@code form-action} to every redirect that follows its form, also to the host's
	 * redirect to a sign-in elsewhere. So such redirects end at a page of this library
	 * that goes on by itself.
	 */
	public static final String SIGNED_OUT = "signed_out";

	private static final int MAX_CODE_LENGTH = 100;

	/**
	 * Returns the URL that a form is sent to.
	 * @param action the action of the form
	 * @param request the request
	 * @return the URL, without scheme and host
	 */
	public String form(Action action, HttpServletRequest request) {
		return prefix(request) + this.settings.paths().pageForm(action);
	}

	/**
	 * Returns the URL that shows the login of a request by a GET. Contains only what a
	 * link may carry.
	 * @param request the request
	 * @return the URL, without scheme and host
	 */
	public String again(HttpServletRequest request) {
		Optional<String> code = WireRequestReader.readField(request, this.settings.userCodeParameter())
			.filter((typed) -> typed.length() <= MAX_CODE_LENGTH);
		if (code.isPresent()) {
			return prefix(request) + this.settings.paths().page()
					+ query(this.settings.userCodeParameter(), code.get());
		}
		return WireRequestReader.readField(request, STATE)
			.filter(DeviceCode::isHex)
			.map((id) -> prefix(request) + this.settings.paths().browser() + query(STATE, id))
			.orElseGet(() -> prefix(request) + this.settings.paths().page());
	}

	/**
	 * Returns the URL of {@link #again} for a redirect after a form.
	 * @param request the request
	 * @return the URL with the parameter {@link #SIGNED_OUT}
	 */
	public String againSignedOut(HttpServletRequest request) {
		String again = again(request);
		return again + (again.contains("?") ? "&" : "?") + SIGNED_OUT + "=true";
	}

	private static String query(String name, String value) {
		return "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

	private String prefix(HttpServletRequest request) {
		URI baseUrl = this.settings.baseUrl();
		String path = (baseUrl != null) ? baseUrl.getRawPath()
				: ServletUriComponentsBuilder.fromServletMapping(request).build().getPath();
		String prefix = (path != null) ? path : "";
		return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
	}

}
