package io.github.clilogin.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Tells a token that is not live from one that cannot be checked just now. Never by
 * {@code sendError}, which the host's error page would answer.
 */
final class BearerFailure implements AuthenticationFailureHandler {

	private static final int RETRY_AFTER_SECONDS = 5;

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException {
		if (exception instanceof AuthenticationServiceException) {
			response.setIntHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
			answer(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "temporarily_unavailable");
		}
		else {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
			answer(response, HttpServletResponse.SC_UNAUTHORIZED, "invalid_token");
		}
	}

	private static void answer(HttpServletResponse response, int status, String error) throws IOException {
		response.setStatus(status);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		// A writer would add its charset to the type
		response.getOutputStream().write(("{\"error\":\"" + error + "\"}").getBytes(StandardCharsets.UTF_8));
	}

}
