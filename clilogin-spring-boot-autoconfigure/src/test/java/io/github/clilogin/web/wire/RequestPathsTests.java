package io.github.clilogin.web.wire;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.MappingMatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RequestPaths}. The search in the text of the URI must never change the
 * result of Spring's own pattern.
 */
class RequestPathsTests {

	private static final List<String> PATTERNS = List.of("/clilogin", "/clilogin/confirm", "/clilogin/logins/{id}",
			"/clilogin/logins/{id}/confirm", "/", "/device", "/{tenant}/device", "/api/**", "/**", "/a/b?c", "/a/b*",
			"/*/confirm", "/a.b/c", "/Clilogin");

	private static final List<String> PATHS = List.of("/clilogin", "/%63lilogin", "/clilogin;x=1", "/clilogin/",
			"/CLILOGIN", "/Clilogin", "/clilogin/confirm", "/clilogin/c%6Fnfirm", "/clilogin;a=b/confirm",
			"/clilogin%2Fconfirm", "/clilogin/logins/1", "/clilogin/logins/%31", "/clilogin/logins/1/confirm",
			"/clilogin/logins", "/x/clilogin", "/cliloginx", "/", "//", "//clilogin", "/device", "/acme/device", "/api",
			"/api/", "/api/x", "/api%3Bx", "/apix", "/a/bxc", "/a/b%20c", "/a/b", "/a/bcd", "/a.b/c", "/axb/c");

	static Stream<Arguments> requests() {
		return PATTERNS.stream().flatMap((pattern) -> PATHS.stream().map((path) -> Arguments.of(pattern, path)));
	}

	@ParameterizedTest
	@MethodSource("requests")
	void matchesLikeThePatternItself(String pattern, String path) {
		PathContainer parsed = PathContainer.parsePath(path);
		boolean expected = PathPatternParser.defaultInstance.parse(pattern).matches(parsed);
		assertThat(match(pattern, new MockHttpServletRequest("GET", path))).isEqualTo(expected);
		MockHttpServletRequest below = new MockHttpServletRequest("GET", "/ctx" + path);
		below.setContextPath("/ctx");
		assertThat(match(pattern, below)).isEqualTo(expected);
		MockHttpServletRequest servlet = new MockHttpServletRequest("GET", "/ctx/app" + path);
		servlet.setContextPath("/ctx");
		servlet.setServletPath("/app");
		servlet.setHttpServletMapping(new MockHttpServletMapping("", "/app/*", "", MappingMatch.PATH));
		assertThat(match(pattern, servlet)).isEqualTo(expected);
		ServletRequestPathUtils.parseAndCache(servlet);
		assertThat(match(pattern, servlet)).isEqualTo(expected);
	}

	private static boolean match(String pattern, MockHttpServletRequest request) {
		return RequestPaths.of(List.of(pattern, "/clilogin/other")).match(request);
	}

	@ParameterizedTest
	@CsvSource({ "/%63lilogin, true", "/clilogin;x=1, true", "/clilogin/, false", "/CLILOGIN, false" })
	void spellingsOfOnePath(String path, boolean matches) {
		assertThat(match("/clilogin", new MockHttpServletRequest("GET", path))).isEqualTo(matches);
	}

}
