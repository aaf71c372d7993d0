package io.github.clilogin.benchmarks.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.servlet.Filter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Measures a request to an endpoint of the host application, through the filters and the
 * dispatcher, with the starter and without it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ForeignRequestBenchmarks {

	private static final String[] ENABLED = { "--clilogin.store=memory", "--clilogin.endpoints.cli=true",
			"--clilogin.endpoints.page=true", "--clilogin.endpoints.logins=true", "--clilogin.endpoints.tokens=true",
			"--clilogin.api.paths=/api/**" };

	/** The starter is on the class path, and its endpoints are enabled. */
	@Param({ "false", "true" })
	public boolean starter;

	private ConfigurableApplicationContext host;

	private DispatcherServlet servlet;

	private Filter[] filters;

	/** Starts the host application. */
	@Setup
	public void start() {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off",
				"--logging.level.root=error", "--spring.mvc.servlet.load-on-startup=1"));
		StringBuilder excluded = new StringBuilder("--spring.autoconfigure.exclude="
				+ "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration");
		if (this.starter) {
			arguments.addAll(List.of(ENABLED));
		}
		else {
			ours().forEach((name) -> excluded.append(',').append(name));
		}
		arguments.add(excluded.toString());
		this.host = new SpringApplicationBuilder(OpenHost.class).run(arguments.toArray(String[]::new));
		this.servlet = this.host.getBean(DispatcherServlet.class);
		List<Filter> all = new ArrayList<>();
		this.host.getBeansOfType(FilterRegistrationBean.class).values().forEach((bean) -> all.add(bean.getFilter()));
		all.add(this.host.getBean("springSecurityFilterChain", Filter.class));
		this.filters = all.toArray(Filter[]::new);
	}

	private static Stream<String> ours() {
		return ImportCandidates.load(AutoConfiguration.class, OpenHost.class.getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.github.clilogin."));
	}

	/** Stops the host application. */
	@TearDown
	public void stop() {
		this.host.close();
	}

	/**
	 * Calls the endpoint.
	 * @return the response
	 * @throws Exception if it fails
	 */
	@Benchmark
	public MockHttpServletResponse open() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest(this.servlet.getServletContext(), "GET", "/open");
		MockHttpServletResponse response = new MockHttpServletResponse();
		new MockFilterChain(this.servlet, this.filters).doFilter(request, response);
		if (response.getContentLength() == 0) {
			throw new IllegalStateException("Status " + response.getStatus());
		}
		return response;
	}

}
