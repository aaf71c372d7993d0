package io.github.clilogin.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Reads an own token from the {@code Authorization} header (RFC 6750 §2.1), and knows it
 * from the tokens of others by its prefix.
 *
 * @param prefix how own tokens begin
 */
record BearerHeader(String prefix) implements RequestMatcher, AuthenticationConverter {

	private static final String SCHEME = "Bearer ";

	@Override
	public boolean matches(HttpServletRequest request) {
		return token(request) != null;
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String token = token(request);
		return (token != null) ? UsernamePasswordAuthenticationToken.unauthenticated("", token) : null;
	}

	private @Nullable String token(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		String token = header.substring(SCHEME.length()).strip();
		return token.startsWith(this.prefix) ? token : null;
	}

}
