package io.github.clilogin.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

import io.github.clilogin.security.BearerFilter.SteadySessionRequest;

/**
 * Goes on with the request, without the header that has done its work: a resource server
 * of the host's would take the token for one of its own and refuse it.
 */
final class BearerSuccess implements AuthenticationSuccessHandler {

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, FilterChain chain,
			Authentication authentication) throws IOException, ServletException {
		HttpServletRequest original = (request instanceof SteadySessionRequest steady) ? steady.original() : request;
		chain.doFilter(new WithoutAuthorizationRequest(original), response);
	}

	@Override
	public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response,
			Authentication authentication) {
	}

}
