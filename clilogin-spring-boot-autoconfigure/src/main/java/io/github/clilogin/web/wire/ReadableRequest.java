package io.github.clilogin.web.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.firewall.RequestRejectedException;

/**
 * Hides headers that Spring refuses by an exception, which would end at the error page of
 * the host: those that the firewall rejects as soon as they are read, and a
 * {@code Content-Type} with a wildcard.
 */
public final class ReadableRequest extends HttpServletRequestWrapper {

	/** Wraps a request. */
	public ReadableRequest(HttpServletRequest request) {
		super(request);
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
		List<String> values = readable(super.getHeaders(name));
		if (HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)) {
			values.replaceAll(ReadableRequest::concrete);
		}
		return Collections.enumeration(values);
	}

	@Override
	public Enumeration<String> getHeaderNames() {
		return Collections.enumeration(readable(super.getHeaderNames()));
	}

	private static List<String> readable(Enumeration<String> texts) {
		List<String> readable = new ArrayList<>();
		while (texts.hasMoreElements()) {
			try {
				readable.add(texts.nextElement());
			}
			catch (RequestRejectedException ex) {
				// Skips this text; the enumeration goes on with the next one
			}
		}
		return readable;
	}

}
