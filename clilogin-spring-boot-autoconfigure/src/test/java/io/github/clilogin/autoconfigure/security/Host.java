package io.github.clilogin.autoconfigure.security;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.StartResult;

/**
 * A host application on a real Tomcat, and a browser in front of it that follows no
 * redirect.
 */
final class Host implements AutoCloseable {

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

	private final ConfigurableApplicationContext context;

	private final String url;

	private final CookieManager cookies = new CookieManager();

	private final HttpClient browser = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private Host(ConfigurableApplicationContext context) {
		this.context = context;
		this.url = "http://localhost:"
				+ Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
	}

	/** Starts a host whose user is ann with the password demo. */
	static Host start(Class<?> configuration, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--clilogin.store=memory",
				"--spring.security.user.name=ann", "--spring.security.user.password=demo",
				"--spring.autoconfigure.exclude=org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
				"--spring.main.banner-mode=off", "--logging.level.root=warn"));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return new Host(new SpringApplicationBuilder(configuration).run(arguments.toArray(String[]::new)));
	}

	String url() {
		return this.url;
	}

	int port() {
		return URI.create(this.url).getPort();
	}

	int managementPort() {
		return Objects
			.requireNonNull(this.context.getEnvironment().getProperty("local.management.port", Integer.class));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	List<String> beanNames(Class<?>... types) {
		return Stream.of(types).map(this.context::getBeanNamesForType).flatMap(Stream::of).toList();
	}

	HttpResponse<String> get(String path, String... headers) throws Exception {
		return send(request(path, headers).GET());
	}

	HttpResponse<String> post(String path, Map<String, String> form, String... headers) throws Exception {
		String body = form.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
		return send(request(path, headers).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(body)));
	}

	HttpResponse<String> json(String path, String body, String... headers) throws Exception {
		return send(
				request(path, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.browser.send(request.build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url + path));
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	/** Signs ann in by the form of Spring Security. */
	HttpResponse<String> signIn() throws Exception {
		return signIn("ann");
	}

	HttpResponse<String> signIn(String user) throws Exception {
		return post("/login", Map.of("username", user, "password", "demo", "_csrf", csrf("/login")));
	}

	String csrf(String path) throws Exception {
		Matcher matcher = CSRF.matcher(get(path).body());
		if (!matcher.find()) {
			throw new AssertionError("No _csrf field on " + path);
		}
		return matcher.group(1);
	}

	String sessionId() {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals("JSESSIONID"))
			.map((cookie) -> cookie.getValue())
			.findFirst()
			.orElse("none");
	}

	/** What closing the browser does. */
	void forgetCookies() {
		this.cookies.getCookieStore().removeAll();
	}

	/** A token of ann's. */
	String token(String... scopes) {
		CliLoginService service = bean(CliLoginService.class);
		StartResult.Started started = (StartResult.Started) service
			.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM).scopes(Set.of(scopes)).build());
		service.confirm(started.login().id(),
				UsernamePasswordAuthenticationToken.authenticated(
						User.withUsername("ann").password("").authorities("ROLE_USER").build(), null,
						AuthorityUtils.createAuthorityList("ROLE_USER")));
		return ((CollectResult.Collected) service.collect(Objects.requireNonNull(started.code()), null)).credential();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * A host that configures nothing.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Api.class)
	static class Plain {

	}

	/**
	 * What the host serves.
	 */
	@RestController
	static class Api {

		@GetMapping("/api/me")
		String me(Authentication user) {
			return user.getName();
		}

		@PostMapping("/api/things")
		String create(Authentication user) {
			return "made by " + user.getName();
		}

		@GetMapping("/fails")
		String fail() {
			throw new IllegalStateException("As a host may fail");
		}

		@GetMapping("/other")
		String other(Authentication user) {
			return user.getName();
		}

	}

}
