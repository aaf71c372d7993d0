package io.github.clilogin.web;

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

import io.github.clilogin.web.ConfirmationPage.Kind;

/**
 * Sends pages, whatever the status: {@code sendError} would come back through the host's
 * error page.
 */
final class PageResponder {

	private static final Logger logger = System.getLogger(PageResponder.class.getName());

	/**
	 * With {@code no-referrer} browsers would hide the origin of our own forms from us.
	 */
	private static final Map<String, String> HEADERS = Map.of("Referrer-Policy", "same-origin",
			"X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY");

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final String RETRY_AFTER = "5";

	private final ConfirmationPageRenderer renderer;

	private final ConfirmationPageRenderer builtIn = CliLoginWeb.pageRenderer("", null);

	private final PageCookie cookie;

	PageResponder(ConfirmationPageRenderer renderer, PageCookie cookie) {
		this.renderer = renderer;
		this.cookie = cookie;
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
			logger.log(Level.WARNING, "The page renderer failed; the built-in look is shown instead", ex);
			return page(this.builtIn, page, wanted, request, headers);
		}
	}

	/**
	 * What the host's resolver says, if it has a mind of its own. A request that names no
	 * language gets English, not the language of the server.
	 */
	private static List<Locale> wanted(HttpServletRequest request) {
		if (!takesWhatIsWantedMost(RequestContextUtils.getLocaleResolver(request))) {
			return List.of(RequestContextUtils.getLocale(request));
		}
		return (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null) ? Collections.list(request.getLocales())
				: List.of(Locale.ENGLISH);
	}

	private static boolean takesWhatIsWantedMost(@Nullable LocaleResolver resolver) {
		return resolver == null || resolver.getClass() == AcceptHeaderLocaleResolver.class
				&& ((AcceptHeaderLocaleResolver) resolver).getSupportedLocales().isEmpty();
	}

	private ServerResponse page(ConfirmationPageRenderer look, ConfirmationPage page, List<Locale> wanted,
			ServerRequest request, Map<String, String> headers) {
		byte[] html = look.render(page, look.locale(wanted)).getBytes(StandardCharsets.UTF_8);
		ServerResponse.BodyBuilder answer = answer(HttpStatus.valueOf(page.kind().status()), request.servletRequest());
		answer.header("Content-Security-Policy", policy(look.styleSources()));
		headers.forEach(answer::header);
		if (page.kind().status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
			answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
		}
		return answer.contentType(HTML).contentLength(html.length).build((servletRequest, response) -> {
			response.getOutputStream().write(html);
			return null;
		});
	}

	private static String policy(String styleSources) {
		return "default-src 'none'; style-src " + styleSources + "; img-src 'self' data:; form-action 'self'; "
				+ "frame-ancestors 'none'; base-uri 'none'";
	}

	/** Whatever was sent, the browser fetches the next page by GET. */
	ServerResponse seeOther(String location, ServerRequest request, WriteFunction before) {
		return answer(HttpStatus.SEE_OTHER, request.servletRequest()).header(HttpHeaders.LOCATION, location)
			.build(before);
	}

	private ServerResponse.BodyBuilder answer(HttpStatus status, HttpServletRequest request) {
		ServerResponse.BodyBuilder answer = ServerResponse.status(status).cacheControl(CacheControl.noStore());
		HEADERS.forEach(answer::header);
		this.cookie.toSet(request).ifPresent((cookie) -> answer.header(HttpHeaders.SET_COOKIE, cookie.toString()));
		return answer;
	}

	/** Makes the last route of each path. */
	ServerResponse wrongMethod(PageBuilder pages, ServerRequest request, String allowed) {
		return page(pages.without(Kind.WRONG_METHOD, request.servletRequest(), null), request,
				Map.of(HttpHeaders.ALLOW, allowed));
	}

}
