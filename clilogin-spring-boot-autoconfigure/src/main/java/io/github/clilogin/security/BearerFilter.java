package io.github.clilogin.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;

import io.github.clilogin.CliLoginService;

/**
 * Authenticates a request by an own token, for this request only.
 */
final class BearerFilter extends AuthenticationFilter {

	BearerFilter(CliLoginService service, AuthenticationConverter converter, RequestMatcher requests) {
		super(new TokenAuthenticationManager(service), converter);
		setRequestMatcher(requests);
		setSecurityContextRepository(new RequestAttributeSecurityContextRepository());
		setSuccessHandler(new BearerSuccess());
		setFailureHandler(new BearerFailure());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		boolean ours = getRequestMatcher().matches(request);
		super.doFilterInternal(ours ? new SteadySessionRequest(request) : request, response, chain);
	}

	/**
	 * A token is no sign-in: the session of a browser, whose cookie came along, keeps its
	 * id.
	 */
	static final class SteadySessionRequest extends HttpServletRequestWrapper {

		SteadySessionRequest(HttpServletRequest request) {
			super(request);
		}

		HttpServletRequest original() {
			return (HttpServletRequest) getRequest();
		}

		@Override
		public @Nullable String changeSessionId() {
			return getRequestedSessionId();
		}

	}

}
