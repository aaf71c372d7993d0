package io.github.clilogin.web.wire;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

/**
 * Maps the routes of clilogin before the mappings of the host. Converters, interceptors,
 * path prefixes, API versions and CORS rules of the host do not apply.
 */
public final class PrivateHandlerMapping extends RouterFunctionMapping {

	private static final int BEFORE_HOST = Ordered.HIGHEST_PRECEDENCE + 100;

	private static final HandlerFunction<ServerResponse> PREFLIGHT = (request) -> ErrorResponses
		.answer(WireException.forbidden("Cross-origin requests are not allowed"), request);

	private final RequestPaths paths;

	/** Creates a mapping of at least one route. */
	public PrivateHandlerMapping(List<PrivateRoutes> routes) {
		super(routes.stream()
			.map(PrivateRoutes::function)
			.reduce(RouterFunction::and)
			.orElseThrow(() -> new IllegalArgumentException("At least one route is required")));
		this.paths = RequestPaths.of(routes.stream().flatMap((some) -> some.paths().stream()).toList());
		setMessageConverters(List.of(new ByteArrayHttpMessageConverter()));
		setOrder(BEFORE_HOST);
	}

	@Override
	protected void detectMappedInterceptors(List<HandlerInterceptor> interceptors) {
		// Leaves out the interceptors of the host, which expect its own handlers
	}

	/**
	 * Looks at the path first, since Spring refuses a wildcard as {@code Content-Type}
	 * while it prepares the request, for any route.
	 */
	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) throws Exception {
		return this.paths.match(request) ? super.getHandlerInternal(ReadableRequest.of(request)) : null;
	}

	/** Refuses every preflight, which would otherwise reach the route of its method. */
	@Override
	protected HandlerExecutionChain getCorsHandlerExecutionChain(HttpServletRequest request,
			HandlerExecutionChain chain, @Nullable CorsConfiguration configuration) {
		return CorsUtils.isPreFlightRequest(request) ? new HandlerExecutionChain(PREFLIGHT) : chain;
	}

}
