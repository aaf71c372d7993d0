package io.github.clilogin.conformance.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.github.clilogin.conformance.SampleServer;
import org.jspecify.annotations.Nullable;

/**
 * A user in a separate browser. Records everything that a page must not do.
 */
final class Visitor implements AutoCloseable {

	/** The address of each CLI that receives a return code, before its port. */
	private static final String LISTENER = "http://127.0.0.1:";

	private final BrowserContext context;

	private final URI server;

	private final Page page;

	private final List<String> complaints;

	private @Nullable Response shown;

	Visitor(Browser browser, SampleServer server, Browser.NewContextOptions options) {
		this(browser, server.uri(), options);
	}

	Visitor(Browser browser, URI server, Browser.NewContextOptions options) {
		this(browser.newContext(options.setBaseURL(server.toString())), server, new ArrayList<>());
		this.context.setDefaultTimeout(10_000);
		this.context.onConsoleMessage(this::heard);
		this.context.onWebError((error) -> this.complaints.add("script failed: " + error.error()));
		this.context.onDialog((dialog) -> {
			this.complaints.add("dialog: " + dialog.message());
			dialog.dismiss();
		});
		this.context.onRequest(this::asked);
	}

	private Visitor(BrowserContext context, URI server, List<String> complaints) {
		this.context = context;
		this.server = server;
		this.complaints = complaints;
		this.page = context.newPage();
		this.page.onResponse(this::answered);
	}

	/** Returns another tab of the same browser, which closes with it. */
	Visitor secondTab() {
		return new Visitor(this.context, this.server, this.complaints);
	}

	private void heard(ConsoleMessage message) {
		if (message.text().contains("Content Security Policy") || message.text().contains("Refused to display")) {
			this.complaints.add(message.text());
		}
	}

	private void asked(Request request) {
		if (!request.url().startsWith(this.server + "/") && !request.url().startsWith("data:")
				&& !request.url().startsWith(LISTENER)) {
			this.complaints.add("left the server: " + request.url());
		}
	}

	private void answered(Response response) {
		if (response.request().isNavigationRequest()) {
			this.shown = response;
		}
	}

	/**
	 * Returns the problems so far: failed scripts, policy violations and requests to
	 * other servers than this one and CLIs.
	 */
	List<String> complaints() {
		return this.complaints;
	}

	BrowserContext context() {
		return this.context;
	}

	Page page() {
		return this.page;
	}

	Visitor open(String url) {
		this.page.navigate(url);
		return this;
	}

	/** Fills in the sign-in form of the host application. */
	Visitor signIn(String name) {
		this.page.fill("input[name=username]", name);
		this.page.fill("input[name=password]", "demo");
		return press("Sign in");
	}

	boolean isAskedToSignIn() {
		return this.page.locator("input[name=password]").count() > 0;
	}

	/** Types a code. */
	Visitor type(String code) {
		this.page.fill("#code", code);
		return this;
	}

	/** Types a code and submits it. */
	Visitor enter(String code) {
		type(code);
		this.page.click("form:has(#code) button");
		return this;
	}

	/** Presses the button or follows the link with this text. */
	Visitor press(String word) {
		button(word).or(this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(word).setExact(true)))
			.click();
		return this;
	}

	Locator button(String word) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(word).setExact(true));
	}

	/** Submits one of the forms in any language. */
	Visitor submit(String action) {
		this.page.click("form[action$='/" + action + "'] button");
		return this;
	}

	String heading() {
		return this.page.locator("h1").innerText();
	}

	/** Returns the visible text. */
	String text() {
		return this.page.locator("body").innerText();
	}

	/** Returns the response that contained the page. */
	Response shown() {
		if (this.shown == null) {
			throw new IllegalStateException("Nothing was opened");
		}
		return this.shown;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
