package io.github.clilogin.web;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

/**
 * Serves our routes in any host: its converters, interceptors, advice, path prefixes, API
 * versions and CORS rules are for its own handlers.
 */
final class PrivateHandlerMapping extends RouterFunctionMapping {

	PrivateHandlerMapping(RouterFunction<ServerResponse> routes, int order) {
		super(routes);
		setMessageConverters(List.of(new ByteArrayHttpMessageConverter()));
		setOrder(order);
	}

	@Override
	protected void detectMappedInterceptors(List<HandlerInterceptor> interceptors) {
		// None of the host's
	}

	/** Answers a preflight like any other wrong verb: no other origin is ever let in. */
	@Override
	protected HandlerExecutionChain getCorsHandlerExecutionChain(HttpServletRequest request,
			HandlerExecutionChain chain, @Nullable CorsConfiguration configuration) {
		return chain;
	}

}
