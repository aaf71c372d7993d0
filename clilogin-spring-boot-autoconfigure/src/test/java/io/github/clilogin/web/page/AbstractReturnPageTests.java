package io.github.clilogin.web.page;

import java.util.Arrays;
import java.util.List;

import org.jsoup.Jsoup;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CollectResult;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.ReturnCode.Method;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.HtmlForm;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestLogins;

/**
 * A host whose logins demand a return code, and the pages after the confirmation.
 */
abstract class AbstractReturnPageTests extends AbstractPageTests {

	static final String RETURN = PAGE + "/return";

	static final String FINISHED = PAGE + "/finished";

	static final String LISTENER = "http://127.0.0.1:50123/clilogin/return";

	static final String QUESTION = "Is a terminal in front of you asking for six letters?";

	static final String TYPE = "Type this code in your terminal";

	final StartResult.Started start(String address, CliLoginFlow flow, Method... methods) {
		CliLoginRequest request = CliLoginRequest.builder(flow)
			.clientId("acme")
			.deviceName("ann-laptop")
			.remoteAddress(address)
			.returnMethods(Arrays.asList(methods))
			.returnPort(List.of(methods).contains(Method.LOOPBACK) ? 50_123 : null)
			.build();
		return host().logins().start(request);
	}

	final StartResult.Started start(Method... methods) {
		return start("127.0.0.1", CliLoginFlow.CONFIRM, methods);
	}

	/** Opens the login as a user, and confirms it without following the redirect. */
	final View confirm(TestBrowser browser, StartResult.Started started) {
		return browser.get(link(started.login())).submit("/confirm");
	}

	final View confirmed(StartResult.Started started) {
		return confirm(browser().as("ann"), started).follow();
	}

	final CollectResult collect(StartResult.Started started, String code) {
		return host().service().collect(TestLogins.code(started), "acme", ReturnCode.parse(code).orElseThrow());
	}

	static String letters(View view) {
		return Jsoup.parse(view.html()).select(".code strong").text();
	}

	static HtmlForm loopback(View view) {
		return view.form(LISTENER);
	}

}
