package io.github.clilogin.security;

import java.util.Collections;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.CapturedLog;
import io.github.clilogin.testsupport.TestLogins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CliTokenAuthenticationFilter}.
 */
class CliTokenAuthenticationFilterTests {

	private static final String UNKNOWN = "clt_0000000000000000000000000000000000000000000000000";

	private boolean accountsFail;

	private Function<HttpServletRequest, String> tenants = (request) -> "";

	private final CliLoginService service = TestLogins
		.builder(MemoryCliLogins.repository(), CliLoginSecurity.userService(() -> this::loadUser))
		.build();

	private final String token = new TestLogins(this.service).token(signedIn());

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/me");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final MockFilterChain chain = new MockFilterChain();

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer ", "bearer ", "BEARER   " })
	void liveTokenAuthenticatesTheRequestAndIsHiddenFromTheRest(String scheme) throws Exception {
		HttpServletRequest seen = filtered(scheme + this.token);
		assertThat(authentication()).isInstanceOf(CliTokenAuthentication.class).returns("ann", Authentication::getName);
		assertThat(seen.getHeader("authorization")).isNull();
		assertThat(seen.getHeaders("Authorization").hasMoreElements()).isFalse();
		assertThat(Collections.list(seen.getHeaderNames())).containsExactly("Accept");
		assertThat(seen.getHeader("Accept")).isEqualTo("*/*");
	}

	@Test
	void authenticationLastsThroughTheDispatchesOfTheRequest() throws Exception {
		filtered("Bearer " + this.token);
		assertThat(new RequestAttributeSecurityContextRepository().containsContext(this.request)).isTrue();
	}

	@Test
	void noSessionIsStarted() throws Exception {
		filtered("Bearer " + this.token);
		assertThat(this.request.getSession(false)).isNull();
	}

	@Test
	void sessionOfABrowserKeepsItsIdAndIsSeenByTheRest() throws Exception {
		MockHttpSession session = new MockHttpSession();
		String id = session.getId();
		this.request.setSession(session);
		HttpServletRequest seen = filtered("Bearer " + this.token);
		assertThat(Objects.requireNonNull(seen.getSession(false)).getId()).isEqualTo(id);
		assertThat(Collections.list(session.getAttributeNames())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { UNKNOWN, "clt_", "clt_typo" })
	void tokenThatIsNotLiveIsRefused(String text) throws Exception {
		this.request.addHeader("Authorization", "Bearer " + text);
		filter();
		assertThat(this.chain.getRequest()).isNull();
		assertThat(this.response.getStatus()).isEqualTo(401);
		assertThat(this.response.getHeader("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
		assertThat(this.response.getErrorMessage()).isNull();
		assertThat(authentication()).isNull();
	}

	@Test
	void refusedTokenEndsTheRequestEvenOfASignedInUser() throws Exception {
		SecurityContextHolder.getContext().setAuthentication(signedIn());
		this.request.addHeader("Authorization", "Bearer " + UNKNOWN);
		filter();
		assertThat(this.chain.getRequest()).isNull();
		assertThat(authentication()).isNull();
	}

	@Test
	void authoritiesOfASignedInUserAreNotGivenToTheToken() throws Exception {
		UserDetails admin = user("ADMIN");
		SecurityContextHolder.getContext()
			.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(admin, null, admin.getAuthorities()));
		filtered("Bearer " + this.token);
		assertThat(Objects.requireNonNull(authentication()).getAuthorities()).extracting("authority")
			.containsExactlyInAnyOrder("ROLE_USER", "FACTOR_BEARER");
	}

	@Test
	void tokenThatCannotBeCheckedIsAnsweredByServiceUnavailable() throws Exception {
		this.accountsFail = true;
		this.request.addHeader("Authorization", "Bearer " + this.token);
		filter();
		assertThat(this.chain.getRequest()).isNull();
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("5");
		assertThat(this.response.getContentType()).startsWith("application/json");
		assertThat(this.response.getContentAsString()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer eyJhbGciOiJub25lIn0.e30.", "Basic Y2xpOg==", "clt_token", "Bearerclt_token" })
	void anotherAuthorizationIsNotTouched(String authorization) throws Exception {
		HttpServletRequest seen = filtered(authorization);
		assertThat(seen).isSameAs(this.request);
		assertThat(authentication()).isNull();
	}

	@Test
	void tokenIsIgnoredOnOtherPaths() throws Exception {
		this.request.setRequestURI("/other");
		HttpServletRequest seen = filtered("Bearer " + this.token);
		assertThat(seen).isSameAs(this.request);
		assertThat(authentication()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "alpha", "Alpha", " " })
	void tokenOfAnotherTenantIsInvalidBeforeTheAccountIsLoaded(String tenant) throws Exception {
		this.tenants = (request) -> tenant;
		this.accountsFail = true;
		this.request.addHeader("Authorization", "Bearer " + this.token);
		filter();
		assertThat(this.response.getStatus()).isEqualTo(401);
		assertThat(this.response.getContentAsString()).isEqualTo("{\"error\":\"invalid_token\"}");
		assertThat(this.chain.getRequest()).isNull();
	}

	static Stream<Function<HttpServletRequest, @Nullable String>> failures() {
		return Stream.of((request) -> null, (request) -> "a/b", (request) -> "a\nb", (request) -> "t".repeat(65),
				(request) -> {
					throw new NoSuchElementException(request.getServerName());
				});
	}

	@ParameterizedTest
	@MethodSource("failures")
	void requestWithoutAValidTenantIsRefusedAndAWarningSaysWhy(Function<HttpServletRequest, String> failure)
			throws Exception {
		this.tenants = failure;
		this.request.addHeader("Authorization", "Bearer " + this.token);
		try (CapturedLog log = new CapturedLog(CliTokenAuthenticationFilter.class)) {
			filter();
			assertThat(log.messages()).allSatisfy((message) -> assertThat(message).contains("has no valid tenant"));
		}
		assertThat(this.response.getStatus()).isEqualTo(403);
		assertThat(this.response.getContentAsString()).isEqualTo("{\"error\":\"access_denied\"}");
		assertThat(authentication()).isNull();
		assertThat(this.chain.getRequest()).isNull();
	}

	@Test
	void requestWithoutATokenHasNoTenant() throws Exception {
		this.tenants = (request) -> {
			throw new IllegalStateException("The tenant was resolved");
		};
		filter();
		assertThat(this.chain.getRequest()).isSameAs(this.request);
	}

	private HttpServletRequest filtered(String authorization) throws Exception {
		this.request.addHeader("Authorization", authorization);
		this.request.addHeader("Accept", "*/*");
		filter();
		return (HttpServletRequest) Objects.requireNonNull(this.chain.getRequest());
	}

	private void filter() throws Exception {
		new CliTokenAuthenticationFilter(this.service, PathPatternRequestMatcher.withDefaults().matcher("/api/**"),
				this.tenants)
			.doFilter(this.request, this.response, this.chain);
	}

	private static @Nullable Authentication authentication() {
		return SecurityContextHolder.getContext().getAuthentication();
	}

	private static Authentication signedIn() {
		UserDetails ann = user("USER");
		return UsernamePasswordAuthenticationToken.authenticated(ann, null, ann.getAuthorities());
	}

	private static UserDetails user(String role) {
		return User.withUsername("ann").password("{noop}demo").roles(role).build();
	}

	private UserDetails loadUser(String name) {
		if (this.accountsFail) {
			throw new IllegalStateException("The accounts cannot be read");
		}
		return user("USER");
	}

}
