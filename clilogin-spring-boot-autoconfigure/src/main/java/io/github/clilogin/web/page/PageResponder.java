package io.github.clilogin.web.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
import org.springframework.web.util.HtmlUtils;

import io.github.clilogin.internal.FailureLogger;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.web.ConfirmationPage;
import io.github.clilogin.web.ConfirmationPage.Facts;
import io.github.clilogin.web.ConfirmationPage.Form;
import io.github.clilogin.web.ConfirmationPage.Kind;
import io.github.clilogin.web.ConfirmationPage.ReturnStep;
import io.github.clilogin.web.ConfirmationPageRenderer;
import io.github.clilogin.web.user.ListenerAddress;

/** Writes pages without {@code sendError}, which calls the error page of the host. */
record PageResponder(ConfirmationPageRenderer renderer, ConfirmationPageRenderer builtIn, PageCookie cookie,
		ReturnCookie delivered) {

	private static final FailureLogger failures = new FailureLogger(System.getLogger(PageResponder.class.getName()),
			"The page renderer failed; the built-in renderer is used instead");

	private static final Map<String, String> HEADERS = Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options",
			"DENY");

	private static final String REFERRER_POLICY = "Referrer-Policy";

	/** With {@code no-referrer} browsers would hide the origin of the page's forms. */
	private static final String OWN_SITE = "same-origin";

	private static final String SCRIPT_SOURCE = "'sha256-"
			+ Base64.getEncoder().encodeToString(Sha256.hash(ReturnStep.SCRIPT.getBytes(StandardCharsets.UTF_8))) + "'";

	/** The CLI compares the origin of the form that it receives. */
	private static final String ORIGIN_ONLY = "origin";

	private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final String RETRY_AFTER_SECONDS = "5";

	PageResponder(ConfirmationPageRenderer renderer, PageCookie cookie, ReturnCookie delivered) {
		this(renderer, ConfirmationPageRenderer.builtIn("", null), cookie, delivered);
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
			failures.log(ex);
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
		byte[] html = html(look, page, wanted).getBytes(StandardCharsets.UTF_8);
		HttpStatus status = HttpStatus.valueOf(page.kind().status());
		ServerResponse.BodyBuilder response = response(status, request.servletRequest());
		Form loopback = loopback(page);
		response.header("Content-Security-Policy", policy(look.styleSources(), loopback));
		response.header(REFERRER_POLICY, (loopback != null) ? ORIGIN_ONLY : OWN_SITE);
		headers.forEach(response::header);
		if (status == HttpStatus.SERVICE_UNAVAILABLE) {
			response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		}
		return response.contentType(HTML).contentLength(html.length).build((servletRequest, servletResponse) -> {
			servletResponse.getOutputStream().write(html);
			return null;
		});
	}

	/**
	 * Renders a page. A renderer that does not know the question about networks or a step
	 * after the confirmation must not hide it, so a page without it counts as a failure.
	 */
	private static String html(ConfirmationPageRenderer look, ConfirmationPage page, List<Locale> wanted) {
		String html = look.render(page, look.locale(wanted));
		boolean mustShow = page.returnStep() != null || page.kind() == Kind.OTHER_NETWORK;
		if (mustShow && !contains(html, needed(page))) {
			throw new IllegalStateException(
					"The page of the kind " + page.kind() + " lacks a code, form, field, link or address");
		}
		return html;
	}

	/** Decodes the HTML, since renderers escape different characters. */
	private static boolean contains(String html, Stream<String> texts) {
		String decoded = HtmlUtils.htmlUnescape(html);
		return texts.allMatch((text) -> html.contains(text) || decoded.contains(text));
	}

	/** Returns the texts that a page must contain. */
	private static Stream<String> needed(ConfirmationPage page) {
		ReturnStep step = page.returnStep();
		Stream<Form> forms = page.forms().values().stream();
		if (step == null) {
			return Stream.concat(forms.flatMap(PageResponder::texts), addresses(page.login()));
		}
		return Stream
			.of(forms.flatMap(PageResponder::texts), Stream.ofNullable(step.form()).flatMap(PageResponder::texts),
					Stream.ofNullable(step.code()), Stream.ofNullable(step.typedPage()))
			.flatMap((texts) -> texts);
	}

	private static Stream<String> texts(Form form) {
		return Stream.concat(Stream.of(form.action()), form.hidden().values().stream());
	}

	private static Stream<String> addresses(@Nullable Facts login) {
		return (login == null) ? Stream.empty()
				: Stream.of(Optional.ofNullable(login.address()), Optional.ofNullable(login.browserAddress()))
					.flatMap(Optional::stream);
	}

	private static @Nullable Form loopback(ConfirmationPage page) {
		return (page.returnStep() != null) ? page.returnStep().form() : null;
	}

	private static String policy(String styleSources, @Nullable Form loopback) {
		String script = (loopback != null) ? "script-src " + SCRIPT_SOURCE + "; " : "";
		String target = (loopback != null) ? " " + new ListenerAddress(URI.create(loopback.action()).getPort()).origin()
				: "";
		return "default-src 'none'; style-src " + styleSources + "; " + script + "img-src 'self' data:; form-action "
				+ "'self'" + target + "; frame-ancestors 'none'; base-uri 'none'";
	}

	ServerResponse seeOther(String location, ServerRequest request, WriteFunction before) {
		return response(HttpStatus.SEE_OTHER, request.servletRequest()).header(HttpHeaders.LOCATION, location)
			.header(REFERRER_POLICY, OWN_SITE)
			.build(before);
	}

	private ServerResponse.BodyBuilder response(HttpStatus status, HttpServletRequest request) {
		ServerResponse.BodyBuilder response = ServerResponse.status(status).cacheControl(CacheControl.noStore());
		HEADERS.forEach(response::header);
		Stream.of(this.cookie.toSet(request), this.delivered.toSet(request))
			.flatMap(Optional::stream)
			.forEach((cookie) -> response.header(HttpHeaders.SET_COOKIE, cookie.toString()));
		return response;
	}

}
