package io.github.clilogin.web;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.DeviceCode;

/**
 * Where the pages are, for our routes and for the browser.
 */
final class PageAddress {

	static final String STATE = "state";

	private static final int LONGEST_CODE = 100;

	private final CliLoginWebSettings settings;

	PageAddress(CliLoginWebSettings settings) {
		this.settings = settings;
	}

	/** The path below the application that a form is sent to. */
	String path(ConfirmationPage.Action action) {
		return path(this.settings.paths().page(), action);
	}

	private static String path(String page, ConfirmationPage.Action action) {
		String below = page.equals("/") ? "" : page;
		return switch (action) {
			case ENTER_CODE -> page;
			case CONFIRM -> below + "/confirm";
			case REJECT -> below + "/reject";
			case DISCONNECT -> below + "/disconnect";
			case SWITCH_ACCOUNT -> below + "/switch-account";
		};
	}

	/** The paths below the application that the forms of a page are sent to. */
	static List<String> forms(String page) {
		return Stream.of(ConfirmationPage.Action.values()).map((action) -> path(page, action)).toList();
	}

	/** The paths below the application that forms are sent to. */
	List<String> forms() {
		return forms(this.settings.paths().page());
	}

	/** The same path as the browser must write it. */
	String url(ConfirmationPage.Action action, HttpServletRequest request) {
		return prefix(request) + path(action);
	}

	/**
	 * Where a GET shows what a request was about. Only what a link may carry comes back.
	 */
	String again(HttpServletRequest request) {
		Optional<String> code = PageForm.read(request, this.settings.userCodeParameter())
			.filter((typed) -> typed.length() <= LONGEST_CODE);
		if (code.isPresent()) {
			return prefix(request) + this.settings.paths().page()
					+ query(this.settings.userCodeParameter(), code.get());
		}
		return PageForm.read(request, STATE)
			.filter(DeviceCode::isHex)
			.map((id) -> prefix(request) + this.settings.paths().browser() + query(STATE, id))
			.orElseGet(() -> prefix(request) + this.settings.paths().page());
	}

	/** The field by which a form lets {@link #again} find the login. */
	Optional<PageForm.Field> trace(CliLogin login) {
		CliLoginFlow flow = login.request().flow();
		return switch (flow) {
			case CONFIRM ->
				Optional.of(new PageForm.Field(this.settings.userCodeParameter(), login.displayedUserCode()));
			case BROWSER -> Optional.of(new PageForm.Field(STATE, login.id()));
			case CODE -> Optional.empty();
		};
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
