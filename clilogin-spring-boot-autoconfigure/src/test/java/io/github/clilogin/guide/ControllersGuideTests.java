package io.github.clilogin.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.guide.MemberHost.Member;
import io.github.clilogin.testsupport.GuideTable;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.JsonWebTokens;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the examples of {@code docs/guide/controllers.md}, and compares its table with the
 * users of real calls.
 */
class ControllersGuideTests {

	private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	@Test
	void codeOfTheGuideIsTheCodeThatRunsHere() throws IOException {
		List<String> codes = CODE.matcher(Files.readString(GuideTable.guide().resolve("controllers.md")))
			.results()
			.map((code) -> withoutSpaces(code.group(1)))
			.toList();
		List<Class<?>> examples = List.of(ControllersGuideTests.class, OAuth2CliUsers.class, JwtCliUsers.class,
				MemberCliUsers.class);
		assertThat(codes).hasSameSizeAs(examples);
		for (int i = 0; i < codes.size(); i++) {
			assertThat(withoutSpaces(source(examples.get(i)))).contains(codes.get(i));
		}
	}

	private static String source(Class<?> type) throws IOException {
		Path tests = GuideTable.guide().resolve("../../clilogin-spring-boot-autoconfigure/src/test/java");
		return Files.readString(tests.resolve(type.getName().replace('.', '/') + ".java"));
	}

	private static String withoutSpaces(String code) {
		return code.replaceAll("\\s", "");
	}

	@ParameterizedTest
	@EnumSource
	void controllersGetTheUserThatTheTableNames(Kind kind) throws IOException {
		List<String> row = GuideTable.read("controllers.md", "Know what a controller gets").rows().get(kind.ordinal());
		assertThat(row.get(0)).containsIgnoringCase(kind.words);
		try (HostApplication host = start(kind.host)) {
			TestBrowser browser = kind.signIn.apply(host);
			String token = token(host, browser);
			assertThat(types(browser.get("/api/authentication").html())).contains(row.get(1))
				.doesNotContain("CliTokenAuthentication");
			assertThat(types(call(host, "/api/authentication", token))).contains("CliTokenAuthentication");
			assertThat(types(browser.get("/api/principal").html())).contains(row.get(2)).doesNotContain("CliUser");
			assertThat(types(call(host, "/api/principal", token))).contains(row.get(3));
			assertThat(call(host, "/api/name", token)).isEqualTo(browser.get("/api/name").html());
			assertThat(call(host, "/api/owner", token)).isEqualTo(browser.get("/api/owner").html());
			assertThat(browser.get("/api/greeting").html()).isEqualTo("Hello " + kind.name);
			assertThat(call(host, "/api/greeting", token)).isEqualTo("Hello " + kind.name + " at acme");
		}
	}

	@Test
	void parameterOfTheWrongTypeIsAnErrorAndThePrincipalOfAnotherTypeIsNull() {
		try (HostApplication host = start(Kind.OAUTH2.host)) {
			TestBrowser browser = Kind.OAUTH2.signIn.apply(host);
			String token = token(host, browser);
			assertThat(browser.get("/api/cli-token").status()).isEqualTo(500);
			assertThat(get(host, "/api/cli-token", token).status()).isEqualTo(200);
			assertThat(get(host, "/api/jwt-token", token).status()).isEqualTo(500);
			assertThat(call(host, "/api/oauth2-user", token)).isEqualTo("null");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "github", "github-enterprise" })
	void tokenHasTheUserOfTheProvider(String registration) {
		try (HostApplication host = start(GitHub.class, OAuth2CliUsers.class)) {
			TestBrowser browser = octocat(host, registration);
			String token = token(host, browser);
			assertThat(call(host, "/api/oauth2-user", token)).isEqualTo(browser.get("/api/oauth2-user").html())
				.contains("login=octocat");
			assertThat(call(host, "/api/name", token)).isEqualTo(browser.get("/api/name").html()).isEqualTo("583231");
			assertThat(registrationOf(host, token)).isEqualTo(registration);
			assertThat(call(host, "/api/owner", token)).isEqualTo(registration + ":583231");
			host.bean(OAuth2CliUsers.Profiles.class).delete(registration + ":583231");
			assertThat(get(host, "/api/name", token).error()).isEqualTo("401 invalid_token");
		}
	}

	private static String registrationOf(HostApplication host, String token) {
		CliUser owner = host.bean(CliLoginService.class).authenticate(token).orElseThrow().getLogin().owner();
		Authentication user = host.bean(CliUserService.class).load(Objects.requireNonNull(owner)).orElseThrow();
		return ((OAuth2AuthenticationToken) user).getAuthorizedClientRegistrationId();
	}

	@Test
	void tokenHasAJsonWebToken() {
		try (HostApplication host = start(Bearing.class, JwtCliUsers.class)) {
			TestBrowser browser = Kind.JWT.signIn.apply(host);
			String token = token(host, browser);
			assertThat(call(host, "/api/subject", token)).isEqualTo(browser.get("/api/subject").html())
				.isEqualTo("urn:example:17");
			assertThat(call(host, "/api/name", token)).isEqualTo("urn:example:17");
		}
	}

	@Test
	void tokenHasTheOwnPrincipal() {
		try (HostApplication host = start(MemberHost.class, MemberCliUsers.class)) {
			TestBrowser browser = Kind.MEMBER.signIn.apply(host);
			String token = token(host, browser);
			assertThat(call(host, "/api/email", token)).isEqualTo(browser.get("/api/email").html())
				.isEqualTo("ann@example.com");
			host.bean(MemberHost.Members.class).deactivate();
			assertThat(get(host, "/api/email", token).error()).isEqualTo("401 invalid_token");
		}
	}

	private static HostApplication start(Class<?>... configurations) {
		return HostApplication.with(configurations)
			.properties("clilogin.endpoints.cli=true", "clilogin.endpoints.page=true", "clilogin.api.paths=/api/**")
			.start();
	}

	private static TestBrowser octocat(HostApplication host, String registration) {
		TestBrowser octocat = host.browser(TestBrowser.HTML);
		assertThat(octocat.get("/oauth2/authorization/" + registration).follow().status()).isEqualTo(200);
		return octocat;
	}

	private static String token(HostApplication host, TestBrowser browser) {
		TestCli cli = host.cli();
		assertThat(browser.get(cli.path()).submit("/confirm").heading()).isEqualTo("Confirmed");
		return cli.token();
	}

	private static RawResponse get(HostApplication host, String path, String token) {
		return host.wire().get(path, TestCli.bearer(token));
	}

	private static String call(HostApplication host, String path, String token) {
		RawResponse answer = get(host, path, token);
		assertThat(answer.status()).as(path).isEqualTo(200);
		return answer.body();
	}

	private static List<String> types(String body) {
		return List.of(body.split(" "));
	}

	/** A row of the table. */
	enum Kind {

		FORM("form login", "ann", Plain.class, (host) -> host.browser().as("ann")),

		OAUTH2("OAuth 2.0", "583231", GitHub.class, (host) -> octocat(host, "github")),

		JWT("JSON Web Tokens", "urn:example:17", Bearing.class,
				(host) -> host.browser(TestCli.bearer(JsonWebTokens.OWN.token("urn:example:17")))),

		MEMBER("Member", "17", MemberHost.class, (host) -> host.browser().as("ann@example.com"));

		private final String words;

		private final String name;

		private final Class<?> host;

		private final Function<HostApplication, TestBrowser> signIn;

		Kind(String words, String name, Class<?> host, Function<HostApplication, TestBrowser> signIn) {
			this.words = words;
			this.name = name;
			this.host = host;
			this.signIn = signIn;
		}

	}

	/** The controllers of a host application. */
	@RestController
	static class Api {

		private final CliLoginService service;

		Api(CliLoginService service) {
			this.service = service;
		}

		@GetMapping("/api/greeting")
		String greeting(Authentication user) {
			return (user instanceof CliTokenAuthentication token)
					? "Hello " + user.getName() + " at " + token.getLogin().request().clientId()
					: "Hello " + user.getName();
		}

		@GetMapping({ "/", "/api/name" })
		String name(Principal user) {
			return user.getName();
		}

		@GetMapping("/api/owner")
		String owner(Authentication user) {
			return this.service.ownerOf(user);
		}

		@GetMapping("/api/authentication")
		String authentication(Authentication user) {
			return typesOf(user);
		}

		@GetMapping("/api/principal")
		String principal(@AuthenticationPrincipal Object principal) {
			return typesOf(principal);
		}

		@GetMapping("/api/cli-token")
		String cliToken(CliTokenAuthentication token) {
			return token.getName();
		}

		@GetMapping("/api/jwt-token")
		String jwtToken(JwtAuthenticationToken token) {
			return token.getName();
		}

		@GetMapping("/api/oauth2-user")
		String oauth2User(@AuthenticationPrincipal @Nullable OAuth2User user) {
			return (user != null) ? user.getAttributes().toString() : "null";
		}

		@GetMapping("/api/subject")
		String subject(@AuthenticationPrincipal Jwt jwt) {
			return Objects.requireNonNull(jwt.getClaimAsString("sub"));
		}

		@GetMapping("/api/email")
		String email(@AuthenticationPrincipal Member member) {
			return member.email();
		}

		/** Lists the simple names of all types of an object. */
		private static String typesOf(Object object) {
			Set<String> names = new TreeSet<>();
			Stream.<Class<?>>iterate(object.getClass(), (type) -> type != null, Class::getSuperclass)
				.map(Class::getSimpleName)
				.forEach(names::add);
			Stream.of(ClassUtils.getAllInterfaces(object)).map(Class::getSimpleName).forEach(names::add);
			return String.join(" ", names);
		}

	}

	/** A host application with a form login. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Api.class)
	static class Plain {

	}

	/** A host application whose front end sends a JSON Web Token with each request. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Api.class, JsonWebTokens.ResourceServer.class })
	static class Bearing {

	}

	/** A host application whose users sign in at a provider. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Api.class, Provider.class })
	static class GitHub {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.csrf((csrf) -> csrf.ignoringRequestMatchers("/provider/**"))
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/provider/**").permitAll().anyRequest().authenticated())
				.oauth2Login(Customizer.withDefaults())
				.build();
		}

		@Bean
		ClientRegistrationRepository clientRegistrations(Provider provider) {
			return provider::registration;
		}

	}

}
