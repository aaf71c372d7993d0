package io.github.clilogin.web;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;

/**
 * Where a person confirms.
 */
final class VerificationUris {

	private final CliLoginWebSettings settings;

	VerificationUris(CliLoginWebSettings settings) {
		this.settings = settings;
	}

	/** The URI to open; in {@link CliLoginFlow#BROWSER} it names the login. */
	String plain(CliLogin login, ServerRequest request) {
		if (login.request().flow() == CliLoginFlow.BROWSER) {
			return of(this.settings.paths().browser(), request).queryParam("state", login.id())
				.build(true)
				.toUriString();
		}
		return of(this.settings.paths().page(), request).build(true).toUriString();
	}

	/** The URI that saves typing; only where a person need not type. */
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
		URI own = this.settings.verificationUri();
		return (own != null) ? UriComponentsBuilder.fromUriString(own.toASCIIString())
				: base(this.settings, request).path(path);
	}

	/** The public URL of the application, without a slash at its end. */
	static UriComponentsBuilder base(CliLoginWebSettings settings, ServerRequest request) {
		URI baseUrl = settings.baseUrl();
		return (baseUrl == null) ? ServletUriComponentsBuilder.fromServletMapping(request.servletRequest())
				: base(baseUrl);
	}

	static UriComponentsBuilder base(URI baseUrl) {
		return UriComponentsBuilder.fromUriString(withoutSlash(baseUrl.toASCIIString()));
	}

	private static String withoutSlash(String url) {
		return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
	}

}
