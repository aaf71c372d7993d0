package io.github.clilogin.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.ApiVersionConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the answers of a host that configures everything to those of one that configures
 * nothing.
 */
class HostileHostTests {

	@AutoClose
	private static final HostApplication plain = ControlledHost.start();

	@AutoClose
	private static final HostApplication hostile = ControlledHost.with()
		.configuration(HostileConfiguration.class)
		.property("spring.jackson.property-naming-strategy", "SNAKE_CASE")
		.property("spring.jackson.default-property-inclusion", "non_empty")
		.property("spring.servlet.encoding.force-response", true)
		.property("spring.mvc.problemdetails.enabled", true)
		.property("spring.mvc.hiddenmethod.filter.enabled", true)
		.start();

	@AutoClose
	private static final HostApplication moved = ControlledHost.with().configuration(MovedConfiguration.class).start();

	static Stream<Function<RawConnection, RawResponse>> requests() {
		return Stream.of((wire) -> wire.form("/clilogin/device", "client_id=acme"),
				(wire) -> wire.json("/clilogin/device", "{}"),
				(wire) -> wire.form("/clilogin/device", "", RawConnection.basic("cli", "")),
				(wire) -> wire.form("/clilogin/device", "", "Origin: https://evil.example"),
				(wire) -> wire.form("/clilogin/token", "grant_type=device_code&device_code=" + "A".repeat(43)),
				(wire) -> wire.json("/clilogin/token", "{\"deviceCode\":1}"),
				(wire) -> wire.json("/clilogin/status", "{\"deviceCode\":\"x\"}"),
				(wire) -> wire.form("/clilogin/cancel", "device_code=x"),
				(wire) -> wire.form("/clilogin/revoke", "token=x"),
				(wire) -> wire.form("/clilogin/device", "scope=x", "X-API-Version: 7"),
				(wire) -> wire.form("/clilogin/device?version=nonsense", "", "Accept: application/xml"),
				(wire) -> wire.get("/clilogin/device"), (wire) -> wire.json("/clilogin/token", "{"),
				(wire) -> wire.form("/clilogin/device", "client_id=" + "a".repeat(9000)),
				(wire) -> wire.get("/clilogin/tokens", "X-Test-User: ann"),
				(wire) -> wire.get("/clilogin/logins?user_code=x", "X-Test-User: ann"),
				(wire) -> wire.get("/clilogin/tokens", ControlledHost.UNCOVERED));
	}

	@ParameterizedTest
	@MethodSource("requests")
	void theAnswerIsTheSameToTheByte(Function<RawConnection, RawResponse> request) {
		RawResponse answer = comparable(request.apply(plain.wire()));
		assertThat(comparable(request.apply(hostile.wire()))).isEqualTo(answer);
		assertThat(comparable(request.apply(moved.wire()))).isEqualTo(answer);
	}

	private static RawResponse comparable(RawResponse answer) {
		Map<String, List<String>> headers = new TreeMap<>(answer.headers());
		headers.remove("date");
		if (answer.header("X-Frame-Options").size() == 1) {
			// The host's own chain, whose sessions are its business
			headers.remove("set-cookie");
		}
		String body = answer.body()
			.replaceAll("localhost:\\d+", "localhost")
			.replaceAll("(evice_?[cC]ode\":\")[^\"]+", "$1")
			.replaceAll("[B-Z]{4}-[B-Z]{4}", "");
		headers.computeIfPresent("content-length", (name, value) -> List.of("" + body.length()));
		return new RawResponse(answer.status(), headers, body);
	}

	@Test
	void aFilterThatParsesFormsHidesNoParameter() {
		RawResponse device = hostile.wire().form("/clilogin/device", "client_id=acme&device_name=M%C3%BCller");
		assertThat(hostile.loginOf(device).request().clientId()).isEqualTo("acme");
		assertThat(hostile.loginOf(device).request().deviceName()).isEqualTo("Müller");
		assertThat(hostile.wire().form("/clilogin/device?flow=code", "client_id=acme").error())
			.isEqualTo("400 invalid_request");
		assertThat(hostile.wire().form("/clilogin/device", "client_id=acme&client_id=acme").error())
			.isEqualTo("400 invalid_request");
	}

	@Test
	void formsAreLimitedTo8KilobytesEvenIfAFilterParsesThem() {
		for (int size : new int[] { 8 * 1024, 8 * 1024 + 1 }) {
			byte[] body = ("client_id=acme&x=" + "a".repeat(size - 17)).getBytes(StandardCharsets.US_ASCII);
			RawResponse answer = hostile.wire()
				.request("POST", "/clilogin/device", RawConnection.FORM + "\r\nTransfer-Encoding: chunked",
						RawConnection.chunked(body));
			assertThat(answer.status()).isEqualTo((size > 8 * 1024) ? 413 : 200);
		}
	}

	@Test
	void theHostIsHostile() {
		RawResponse answer = hostile.wire().get("/other", RawConnection.basic("ann", "demo"), "X-API-Version: 1.0.0");
		assertThat(answer.body()).contains("wrapped");
		assertThat(answer.header("X-Interceptor")).isNotEmpty();
		assertThat(answer.header("Set-Cookie")).isNotEmpty();
	}

	@Test
	void theMovedHostIsServedAtItsNewPath() {
		assertThat(moved.wire().get("/api/1.0.0/other", RawConnection.basic("ann", "demo")).body()).contains("host");
	}

	/** A prefix and a version in the path of every handler of the host. */
	@Configuration(proxyBeanMethods = false)
	static class MovedConfiguration implements WebMvcConfigurer {

		@Bean
		Customizer<HttpSecurity> basic() {
			return (http) -> http.httpBasic(Customizer.withDefaults());
		}

		@Bean
		UserDetailsService users() {
			return (name) -> User.withUsername(name).password("{noop}demo").roles("USER").build();
		}

		@Bean
		Versioned versioned() {
			return new Versioned();
		}

		@Override
		public void configurePathMatch(PathMatchConfigurer configurer) {
			configurer.addPathPrefix("/api", (type) -> true);
		}

		@Override
		public void configureApiVersioning(ApiVersionConfigurer configurer) {
			configurer.usePathSegment(1).setVersionRequired(true).addSupportedVersions("1.0.0");
		}

	}

	/** Below the prefix and the version. */
	@RestController
	static final class Versioned {

		@RequestMapping("/{version}/other")
		Map<String, String> other() {
			return Map.of("someName", "host");
		}

	}

	/** Configures everything that a host may set up for its own handlers. */
	@Configuration(proxyBeanMethods = false)
	static class HostileConfiguration implements WebMvcConfigurer {

		@Bean
		Customizer<HttpSecurity> basicAndSessions() {
			return (http) -> http.httpBasic(Customizer.withDefaults())
				.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.ALWAYS));
		}

		@Bean
		UserDetailsService users() {
			return (name) -> User.withUsername(name).password("{noop}demo").roles("USER").build();
		}

		@Bean
		CatchAll catchAll() {
			return new CatchAll();
		}

		@Bean
		Advice advice() {
			return new Advice();
		}

		@Bean
		HiddenHttpMethodFilter hiddenHttpMethodFilter() {
			return new HiddenHttpMethodFilter();
		}

		@Bean
		MappedInterceptor mappedInterceptor() {
			return new MappedInterceptor(null, new Marking());
		}

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new Marking());
		}

		@Override
		public void configurePathMatch(PathMatchConfigurer configurer) {
			configurer.addPathPrefix("/api", (type) -> type.getPackageName().startsWith("io.github.clilogin.other"));
		}

		@Override
		public void configureApiVersioning(ApiVersionConfigurer configurer) {
			configurer.useRequestHeader("X-API-Version").setVersionRequired(true).addSupportedVersions("1.0.0");
		}

	}

	/** Marks and breaks every request. */
	static final class Marking implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			response.addHeader("X-Interceptor", "was here");
			return true;
		}

	}

	/** Handles every path. */
	@RestController
	static final class CatchAll {

		@RequestMapping("/**")
		Map<String, String> all() {
			return Map.of("someName", "host");
		}

	}

	/** Wraps every body and answers every exception. */
	@ControllerAdvice
	static final class Advice implements ResponseBodyAdvice<Object> {

		@ModelAttribute
		void model(Model model) {
			throw new IllegalStateException("only for my own controllers");
		}

		@ExceptionHandler(Exception.class)
		@ResponseBody
		Map<String, String> handle(Exception exception) {
			return Map.of("caught", exception.getClass().getSimpleName());
		}

		@Override
		public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
			return true;
		}

		@Override
		public Object beforeBodyWrite(@Nullable Object body, MethodParameter returnType, MediaType contentType,
				Class<? extends HttpMessageConverter<?>> converterType, ServerHttpRequest request,
				ServerHttpResponse response) {
			return Map.of("wrapped", String.valueOf(body));
		}

	}

}
