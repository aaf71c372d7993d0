package io.github.clilogin.web.wire;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.util.WebUtils;

/**
 * Replaces headers that Spring refuses by an exception, which would end at the error page
 * of the host: those that the firewall rejects as soon as they are read, and a
 * {@code Content-Type} with a wildcard or an unknown charset.
 */
public final class ReadableRequest extends HttpServletRequestWrapper {

	/** A missing {@code Origin} or {@code X-Forwarded-For} would be trusted. */
	private static final String UNREADABLE = "unreadable";

	private final boolean parameters;

	private ReadableRequest(HttpServletRequest request, boolean parameters) {
		super(request);
		this.parameters = parameters;
	}

	/**
	 * {@return a request whose headers can be read}
	 * @param request the request, which is returned if it is readable already
	 */
	public static HttpServletRequest of(HttpServletRequest request) {
		boolean readable = WebUtils.getNativeRequest(request, ReadableRequest.class) != null;
		return readable ? request : new ReadableRequest(request, true);
	}

	/**
	 * Hides the parameters of a CLI. With {@code spring.mvc.log-request-details}, Spring
	 * would log them, which are secrets, and fail before our handler if they are
	 * malformed.
	 */
	static HttpServletRequest withoutParameters(HttpServletRequest request) {
		return new ReadableRequest(request, false);
	}

	/** Returns the parameters that a filter of the host has parsed. */
	static Map<String, String[]> parameters(HttpServletRequest request) {
		ReadableRequest readable = WebUtils.getNativeRequest(request, ReadableRequest.class);
		return (readable != null) ? readable.getRequest().getParameterMap() : request.getParameterMap();
	}

	@Override
	public @Nullable String getParameter(String name) {
		return this.parameters ? super.getParameter(name) : null;
	}

	@Override
	public Map<String, String[]> getParameterMap() {
		return this.parameters ? super.getParameterMap() : Map.of();
	}

	@Override
	public Enumeration<String> getParameterNames() {
		return this.parameters ? super.getParameterNames() : Collections.emptyEnumeration();
	}

	@Override
	public String @Nullable [] getParameterValues(String name) {
		return this.parameters ? super.getParameterValues(name) : null;
	}

	@Override
	public @Nullable String getCharacterEncoding() {
		String charset = super.getCharacterEncoding();
		return (charset != null && isKnown(charset)) ? charset : null;
	}

	private static boolean isKnown(String charset) {
		try {
			return Charset.isSupported(charset);
		}
		catch (IllegalCharsetNameException ex) {
			return false;
		}
	}

	@Override
	public @Nullable String getContentType() {
		return concrete(super.getContentType());
	}

	/** Returns a type that no endpoint supports instead of one that is not a type. */
	private static @Nullable String concrete(@Nullable String type) {
		try {
			return (type == null || MediaType.parseMediaType(type).isConcrete()) ? type
					: MediaType.APPLICATION_OCTET_STREAM_VALUE;
		}
		catch (InvalidMediaTypeException ex) {
			return MediaType.APPLICATION_OCTET_STREAM_VALUE;
		}
	}

	@Override
	public @Nullable String getHeader(String name) {
		Enumeration<String> values = getHeaders(name);
		return values.hasMoreElements() ? values.nextElement() : null;
	}

	@Override
	public Enumeration<String> getHeaders(String name) {
		boolean hidden = HttpHeaders.USER_AGENT.equalsIgnoreCase(name);
		List<String> values = readable(super.getHeaders(name), hidden ? List.of() : List.of(UNREADABLE));
		if (HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)) {
			values.replaceAll(ReadableRequest::concrete);
		}
		return Collections.enumeration(values);
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		return Collections.enumeration(readable(super.getHeaderNames(), List.of()));
	}

	private static List<String> readable(Enumeration<String> texts, List<String> otherwise) {
		List<String> readable = new ArrayList<>();
		while (texts.hasMoreElements()) {
			try {
				readable.add(texts.nextElement());
			}
			catch (RequestRejectedException ex) {
				// The enumeration goes on with the next text
				readable.addAll(otherwise);
			}
		}
		return readable;
	}

}
