package io.github.clilogin.web.user;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.wire.RequestPaths;
import io.github.clilogin.web.wire.WireRequestReader;

/**
 * Builds the links of the page, as the browser must send them.
 *
 * @param settings the settings
 */
public record PageLinks(CliLoginWebSettings settings) {

	/** The parameter that carries the ID of a login of the flow BROWSER. */
	public static final String STATE = "state";

	/**
	 * The parameter of a redirect after a form. Browsers apply {@code form-action} to
	 * each redirect that follows a form, even to the host's redirect to an external
	 * sign-in. So the redirect ends at a page of clilogin, which refreshes itself.
	 */
	public static final String SIGNED_OUT = "signed_out";

	private static final int MAX_CODE_LENGTH = 100;

	/**
	 * {@return the URL that a form is sent to, without scheme and host}
	 * @param action the action of the form
	 * @param request the request
	 */
	public String form(Action action, HttpServletRequest request) {
		return prefix(request) + this.settings.paths().pageForm(action);
	}

	/**
	 * {@return the URL that shows the login of a request by a GET, without scheme and
	 * host} Contains only the user code or the login ID.
	 * @param request the request
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
	 * {@return the URL that shows a login to the user who has decided it, without scheme
	 * and host}
	 * @param login the login
	 * @param request the request
	 */
	public String login(CliLogin login, HttpServletRequest request) {
		CliLoginPaths paths = this.settings.paths();
		return prefix(request)
				+ ((login.request().flow() == CliLoginFlow.BROWSER) ? paths.browser() + query(STATE, login.id())
						: paths.page() + query(this.settings.userCodeParameter(), login.displayedUserCode()));
	}

	/**
	 * {@return the URL that shows the code to type of a login, without scheme and host}
	 * @param login the login
	 * @param request the request
	 */
	public String returnPage(CliLogin login, HttpServletRequest request) {
		return prefix(request) + this.settings.paths().returnPage() + query(STATE, login.id());
	}

	/**
	 * {@return the URL to which a CLI sends the browser, without scheme and host}
	 * @param request the request
	 */
	public String finished(HttpServletRequest request) {
		return prefix(request) + this.settings.paths().finished();
	}

	/**
	 * {@return the URL of {@link #again} for a redirect after a form}
	 * @param request the request
	 */
	public String againSignedOut(HttpServletRequest request) {
		String again = again(request);
		return again + (again.contains("?") ? "&" : "?") + SIGNED_OUT + "=true";
	}

	/**
	 * {@return the URL of the requested page without the login, without scheme and host}
	 * @param request a request to the page
	 */
	public String bare(HttpServletRequest request) {
		CliLoginPaths paths = this.settings.paths();
		return prefix(request)
				+ (RequestPaths.of(List.of(paths.browser())).match(request) ? paths.browser() : paths.page());
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
