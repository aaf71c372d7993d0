package io.github.clilogin.test;

import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.mock.web.MockServletContext;

import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.CliTokenAuthentication;

import static io.github.clilogin.test.CliLoginMockMvcRequestPostProcessors.cliToken;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

/**
 * Tests {@code cliToken} without Spring Boot.
 */
class StandaloneCliTokenTests {

	@Test
	void aStandaloneSetupAcceptsTheTokenOnEachPathAndWithAnyScope() throws Exception {
		FilterChainProxy filters = new FilterChainProxy(new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE,
				new SecurityContextHolderFilter(new RequestAttributeSecurityContextRepository())));
		MockMvc mvc = MockMvcBuilders.standaloneSetup(new NameController()).apply(springSecurity(filters)).build();
		mvc.perform(get("/name").with(cliToken("ann").scopes("any"))).andExpect(content().string("ann"));
	}

	@Test
	void theTokenHasTheChoicesOfTheTest() throws Exception {
		FilterChainProxy filters = new FilterChainProxy(new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE,
				new SecurityContextHolderFilter(new RequestAttributeSecurityContextRepository())));
		MockMvc mvc = MockMvcBuilders.standaloneSetup(new NameController()).apply(springSecurity(filters)).build();
		mvc.perform(
				get("/organization").with(cliToken("ann").choices(new CliLoginChoice("org-2", "Globex", "Organization"),
						new CliLoginChoice("admin", "Administrator", "Role"))))
			.andExpect(content().string("org-2"));
	}

	@Test
	void anApplicationWithoutPathsForTokensIsAnError() {
		AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
		context.setServletContext(new MockServletContext());
		context.refresh();
		MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).build();
		assertThatIllegalStateException().isThrownBy(() -> mvc.perform(get("/name").with(cliToken("ann"))))
			.withMessage("No path accepts a token, because clilogin.api.paths is not set");
	}

	@RestController
	static class NameController {

		@GetMapping("/name")
		String name() {
			return Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication()).getName();
		}

		@GetMapping("/organization")
		String organization() {
			CliTokenAuthentication token = (CliTokenAuthentication) SecurityContextHolder.getContext()
				.getAuthentication();
			return Objects.requireNonNull(token).getLogin().choices().get(0).id();
		}

	}

}
