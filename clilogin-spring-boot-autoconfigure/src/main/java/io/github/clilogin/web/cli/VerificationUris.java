package io.github.clilogin.web.cli;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.web.CliLoginWebSettings;

/** Builds the URIs that a user opens to confirm a login. */
record VerificationUris(CliLoginWebSettings settings) {

	/** Returns the URI to open, with the login ID in {@link CliLoginFlow#BROWSER}. */
	String plain(CliLogin login, ServerRequest request) {
		if (login.request().flow() == CliLoginFlow.BROWSER) {
			return of(this.settings.paths().browser(), request).queryParam("state", login.id())
				.build(true)
				.toUriString();
		}
		return of(this.settings.paths().page(), request).build(true).toUriString();
	}

	/** Returns the URI of the confirmation page, below which it returns the code. */
	String page(ServerRequest request) {
		return of(this.settings.paths().page(), request).replaceQuery(null).fragment(null).build(true).toUriString();
	}

	/** Returns the URI with the user code, or {@code null} if the user must type it. */
	@Nullable String complete(CliLogin login, ServerRequest request) {
		if (login.request().flow() != CliLoginFlow.CONFIRM) {
			return null;
		}
		return of(this.settings.paths().page(), request)
			.queryParam(this.settings.userCodeParameter(), login.displayedUserCode())
			.build(true)
			.toUriString();
	}

	private UriComponentsBuilder of(String path, ServerRequest request) {
		URI frontEnd = this.settings.verificationUri();
		return (frontEnd != null) ? UriComponentsBuilder.fromUriString(frontEnd.toASCIIString())
				: base(request).path(path);
	}

	private UriComponentsBuilder base(ServerRequest request) {
		URI baseUrl = this.settings.baseUrl();
		return (baseUrl != null) ? base(baseUrl)
				: ServletUriComponentsBuilder.fromServletMapping(request.servletRequest());
	}

	/** Removes a slash at the end. */
	static UriComponentsBuilder base(URI baseUrl) {
		String url = baseUrl.toASCIIString();
		return UriComponentsBuilder.fromUriString(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
	}

}
