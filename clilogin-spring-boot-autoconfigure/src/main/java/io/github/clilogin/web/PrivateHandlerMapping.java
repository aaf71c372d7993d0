package io.github.clilogin.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

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
 * Serves our routes in any host: its converters, interceptors, advice, path prefixes, API
 * versions and CORS rules are for its own handlers.
 */
final class PrivateHandlerMapping extends RouterFunctionMapping {

	private static final HandlerFunction<ServerResponse> PREFLIGHT = (request) -> Failures
		.answer(WireException.forbidden("Another origin may not call this"), request);

	PrivateHandlerMapping(List<RouterFunction<ServerResponse>> routes, int order) {
		super(routes.stream()
			.reduce(RouterFunction::and)
			.orElseThrow(() -> new IllegalArgumentException("There are no routes to serve")));
		setMessageConverters(List.of(new ByteArrayHttpMessageConverter()));
		setOrder(order);
	}

	@Override
	protected void detectMappedInterceptors(List<HandlerInterceptor> interceptors) {
		// None of the host's
	}

	/**
	 * No other origin is ever let in. (A preflight matches the route of the verb that it
	 * announces, and must not be handled by it.)
	 */
	@Override
	protected HandlerExecutionChain getCorsHandlerExecutionChain(HttpServletRequest request,
			HandlerExecutionChain chain, @Nullable CorsConfiguration configuration) {
		return CorsUtils.isPreFlightRequest(request) ? new HandlerExecutionChain(PREFLIGHT) : chain;
	}

}
