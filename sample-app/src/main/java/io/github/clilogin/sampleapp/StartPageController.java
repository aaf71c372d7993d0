package io.github.clilogin.sampleapp;

import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * Shows the page after the sign-in.
 */
@RestController
class StartPageController {

	private static final String PAGE = """
			<!doctype html>
			<html lang="en">
			<head>
			<meta charset="utf-8">
			<meta name="viewport" content="width=device-width, initial-scale=1">
			<meta name="color-scheme" content="light dark">
			<title>Acme</title>
			<style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }</style>
			</head>
			<body>
			<h1>Acme</h1>
			<p>Signed in as <strong>%s</strong>.</p>
			<p>Run <code>acme login</code> in a terminal, then <a href="clilogin">enter the code</a>.</p>
			<p><a href="logout">Sign out</a></p>
			</body>
			</html>
			""";

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	String page(Authentication user) {
		return PAGE.formatted(HtmlUtils.htmlEscape(user.getName()));
	}

}
