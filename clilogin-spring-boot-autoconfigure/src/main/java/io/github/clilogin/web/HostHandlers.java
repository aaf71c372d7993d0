package io.github.clilogin.web;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.DefaultServletHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Knows what the host handles itself, before the dispatcher servlet does. Handlers that
 * take every path and look for a file do not count.
 */
final class HostHandlers {

	private final SingletonSupplier<List<HandlerMapping>> mappings;

	HostHandlers(ListableBeanFactory host) {
		// Later: mappings need more of the host than filter chains may
		this.mappings = SingletonSupplier.of(() -> mappings(host));
	}

	private static List<HandlerMapping> mappings(ListableBeanFactory host) {
		return BeanFactoryUtils.beansOfTypeIncludingAncestors(host, HandlerMapping.class, true, false)
			.values()
			.stream()
			.filter((mapping) -> !(mapping instanceof PrivateHandlerMapping))
			.toList();
	}

	boolean handles(HttpServletRequest request) {
		HttpServletRequest probe = new Probe(request);
		ServletRequestPathUtils.parseAndCache(probe);
		return this.mappings.obtain().stream().anyMatch((mapping) -> handles(mapping, probe));
	}

	/** Whoever refuses a request would have handled another. */
	private static boolean handles(HandlerMapping mapping, HttpServletRequest request) {
		try {
			HandlerExecutionChain chain = mapping.getHandler(request);
			return chain != null && !(chain.getHandler() instanceof ResourceHttpRequestHandler)
					&& !(chain.getHandler() instanceof DefaultServletHttpRequestHandler);
		}
		catch (Exception ex) {
			return true;
		}
	}

	/** Keeps from the request what mappings note on it. */
	private static final class Probe extends HttpServletRequestWrapper {

		private final Map<String, @Nullable Object> attributes = new HashMap<>();

		Probe(HttpServletRequest request) {
			super(request);
			Collections.list(request.getAttributeNames())
				.forEach((name) -> this.attributes.put(name, request.getAttribute(name)));
		}

		@Override
		public @Nullable Object getAttribute(String name) {
			return this.attributes.get(name);
		}

		@Override
		public void setAttribute(String name, @Nullable Object value) {
			this.attributes.put(name, value);
		}

		@Override
		public void removeAttribute(String name) {
			this.attributes.remove(name);
		}

	}

}
