package io.github.clilogin.security;

import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link InsufficientScopeFilter}.
 */
class InsufficientScopeFilterTests {

	private final CliLoginService service = TestLogins.builder(MemoryCliLogins.repository(), new TestUsers((id) -> id))
		.build();

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
	}

	/** A host may deny its error page to the user of a token. */
	@ParameterizedTest
	@CsvSource({ "REQUEST, true", "ERROR, false", "ASYNC, false", "FORWARD, false" })
	void onlyTheDenialOfTheRequestItselfIsReported(DispatcherType type, boolean reported) {
		String token = new TestLogins(this.service).token(TestUsers.user("ann"));
		SecurityContextHolder.getContext().setAuthentication(this.service.authenticate(token).orElseThrow());
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/error");
		request.setDispatcherType(type);
		MockHttpServletResponse response = new MockHttpServletResponse();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> new InsufficientScopeFilter().doFilter(request, response, (ignored, same) -> {
				throw new AccessDeniedException("denied");
			}));
		assertThat(response.containsHeader("WWW-Authenticate")).isEqualTo(reported);
	}

}
