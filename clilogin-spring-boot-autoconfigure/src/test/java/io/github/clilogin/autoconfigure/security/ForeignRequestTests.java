package io.github.clilogin.autoconfigure.security;

import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.Filter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the starter allocates next to nothing for a request to another path. Counts
 * bytes, because a time would depend on the machine. {@code ForeignRequestBenchmarks}
 * measures the time.
 */
class ForeignRequestTests {

	/** Three chains, a mapping and five filters each look at the path. */
	private static final long MAX_BYTES = 512;

	private static final String[] ENABLED = { "--clilogin.store=memory", "--clilogin.endpoints.cli=true",
			"--clilogin.endpoints.page=true", "--clilogin.endpoints.logins=true", "--clilogin.endpoints.tokens=true",
			"--clilogin.endpoints.metadata=true", "--clilogin.base-url=https://app.example.com",
			"--clilogin.api.paths=/api/**" };

	@ParameterizedTest
	@ValueSource(strings = { "/open", "/open/a/b/c" })
	void requestToAnotherPathAllocatesNextToNothing(String path) throws Exception {
		long without = bytes(path, "--spring.autoconfigure.exclude=" + ours());
		assertThat(bytes(path, ENABLED) - without).isLessThan(MAX_BYTES);
	}

	private static String ours() {
		return StringUtils.collectionToCommaDelimitedString(
				ImportCandidates.load(AutoConfiguration.class, ForeignRequestTests.class.getClassLoader())
					.getCandidates()
					.stream()
					.filter((name) -> name.startsWith("io.github.clilogin."))
					.toList());
	}

	/** Returns the smallest average, since the compiler needs some rounds. */
	private static long bytes(String path, String... arguments) throws Exception {
		try (ConfigurableApplicationContext host = new SpringApplicationBuilder(OpenHost.class)
			.web(WebApplicationType.SERVLET)
			.properties("server.port=0", "spring.main.banner-mode=off", "logging.level.root=error",
					"spring.mvc.servlet.load-on-startup=1")
			.run(arguments)) {
			Filter[] filters = Stream.concat(
					host.getBeansOfType(FilterRegistrationBean.class).values().stream().map((bean) -> bean.getFilter()),
					Stream.of(host.getBean("springSecurityFilterChain", Filter.class)))
				.toArray(Filter[]::new);
			DispatcherServlet servlet = host.getBean(DispatcherServlet.class);
			return LongStream.range(0, 20).map((round) -> average(servlet, filters, path)).min().orElseThrow();
		}
	}

	private static long average(DispatcherServlet servlet, Filter[] filters, String path) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < 500; i++) {
			send(servlet, filters, path);
		}
		return (threads.getCurrentThreadAllocatedBytes() - before) / 500;
	}

	private static void send(DispatcherServlet servlet, Filter[] filters, String path) {
		MockHttpServletRequest request = new MockHttpServletRequest(servlet.getServletContext(), "GET", path);
		MockHttpServletResponse response = new MockHttpServletResponse();
		try {
			new MockFilterChain(servlet, filters).doFilter(request, response);
			assertThat(response.getContentAsString()).isEqualTo("open");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** An application with a sign-in and an endpoint that is open to all. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class OpenHost {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			return http
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers("/open/**").permitAll().anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

		@GetMapping({ "/open", "/open/a/b/c" })
		String open() {
			return "open";
		}

	}

}
