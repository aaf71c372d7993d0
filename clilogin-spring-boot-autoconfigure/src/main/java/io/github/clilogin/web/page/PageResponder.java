package io.github.clilogin.web.page;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.ServerResponse.HeadersBuilder.WriteFunction;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;

import io.github.clilogin.web.ConfirmationPage;
import io.github.clilogin.web.ConfirmationPageRenderer;

/** Writes pages without {@code sendError}, which calls the error page of the host. */
record PageResponder(ConfirmationPageRenderer renderer, ConfirmationPageRenderer builtIn, PageCookie cookie) {

	private static final Logger logger = System.getLogger(PageResponder.class.getName());

	/** With {@code no-referrer} browsers would hide the origin of the page's forms. */
	private static final Map<String, String> HEADERS = Map.of("Referrer-Policy", "same-origin",
			"X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY");

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final String RETRY_AFTER_SECONDS = "5";

	PageResponder(ConfirmationPageRenderer renderer, PageCookie cookie) {
		this(renderer, ConfirmationPageRenderer.builtIn("", null), cookie);
	}

	ServerResponse page(ConfirmationPage page, ServerRequest request) {
		return page(page, request, Map.of());
	}

	ServerResponse page(ConfirmationPage page, ServerRequest request, Map<String, String> headers) {
		List<Locale> wanted = wanted(request.servletRequest());
		try {
			return page(this.renderer, page, wanted, request, headers);
		}
		catch (RuntimeException ex) {
			logger.log(Level.WARNING, "The page renderer failed; the built-in renderer is used instead", ex);
			return page(this.builtIn, page, wanted, request, headers);
		}
	}

	/** Asks a locale resolver of the host, or else the header. Falls back to English. */
	private static List<Locale> wanted(HttpServletRequest request) {
		if (!isDefault(RequestContextUtils.getLocaleResolver(request))) {
			return List.of(RequestContextUtils.getLocale(request));
		}
		return (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null) ? Collections.list(request.getLocales())
				: List.of(Locale.ENGLISH);
	}

	private static boolean isDefault(@Nullable LocaleResolver resolver) {
		return resolver == null || resolver.getClass() == AcceptHeaderLocaleResolver.class
				&& ((AcceptHeaderLocaleResolver) resolver).getSupportedLocales().isEmpty();
	}

	private ServerResponse page(ConfirmationPageRenderer look, ConfirmationPage page, List<Locale> wanted,
			ServerRequest request, Map<String, String> headers) {
		byte[] html = look.render(page, look.locale(wanted)).getBytes(StandardCharsets.UTF_8);
		HttpStatus status = HttpStatus.valueOf(page.kind().status());
		ServerResponse.BodyBuilder response = response(status, request.servletRequest());
		response.header("Content-Security-Policy", policy(look.styleSources()));
		headers.forEach(response::header);
		if (status == HttpStatus.SERVICE_UNAVAILABLE) {
			response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		}
		return response.contentType(HTML).contentLength(html.length).build((servletRequest, servletResponse) -> {
			servletResponse.getOutputStream().write(html);
			return null;
		});
	}

	private static String policy(String styleSources) {
		return "default-src 'none'; style-src " + styleSources + "; img-src 'self' data:; form-action 'self'; "
				+ "frame-ancestors 'none'; base-uri 'none'";
	}

	ServerResponse seeOther(String location, ServerRequest request, WriteFunction before) {
		return response(HttpStatus.SEE_OTHER, request.servletRequest()).header(HttpHeaders.LOCATION, location)
			.build(before);
	}

	private ServerResponse.BodyBuilder response(HttpStatus status, HttpServletRequest request) {
		ServerResponse.BodyBuilder response = ServerResponse.status(status).cacheControl(CacheControl.noStore());
		HEADERS.forEach(response::header);
		this.cookie.toSet(request).ifPresent((cookie) -> response.header(HttpHeaders.SET_COOKIE, cookie.toString()));
		return response;
	}

}
