package io.github.clilogin.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.ForwardingRepository;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a request passes the types that {@code docs/architecture.md} lists, filters
 * aside.
 */
class TraceTests {

	private static final int MAX_TYPES = 6;

	private static final Pattern LISTED = Pattern.compile("^\\d+\\. `(\\w+)`", Pattern.MULTILINE);

	@AutoClose
	private final HostApplication host = HostApplication.start(HostConfiguration.class, "clilogin.endpoints.cli=true",
			"clilogin.endpoints.page=true", "clilogin.api.paths=/api/**");

	private final TracingRepository store = this.host.bean(TracingRepository.class);

	private final TestCli cli = this.host.cli();

	@BeforeEach
	void forgetTheStart() {
		this.store.traces.clear();
	}

	private static List<String> listed(String request) throws IOException {
		String page = Files.readString(Path.of("../docs/architecture.md"));
		int start = page.indexOf(request);
		assertThat(start).as(request).isPositive();
		String list = page.substring(page.indexOf("\n1. ", start), page.indexOf("\n\n", page.indexOf("\n1. ", start)));
		return LISTED.matcher(list).results().map((MatchResult match) -> match.group(1)).toList();
	}

	private void assertTrace(String request) throws IOException {
		assertThat(this.store.traces).allSatisfy((trace) -> assertThat(trace).hasSizeLessThanOrEqualTo(MAX_TYPES))
			.contains(listed(request));
	}

	@Test
	void aPollPassesTheListedTypes() throws IOException {
		this.cli.poll();
		assertTrace("POST /clilogin/token");
	}

	@Test
	void aConfirmationPassesTheListedTypes() throws IOException {
		var review = this.host.browser(TestBrowser.HTML).open(this.cli.path(), "ann");
		this.store.traces.clear();
		assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
		assertTrace("POST /clilogin/confirm");
	}

	@Test
	void anApiCallPassesTheListedTypes() throws IOException {
		String token = this.host.token();
		this.store.traces.clear();
		this.cli.call("/api/unknown", token);
		assertTrace("calls the host application's API");
	}

	/** A host application whose store records the types that call it. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class HostConfiguration {

		@Bean
		TracingRepository store() {
			return new TracingRepository(MemoryCliLogins.repository());
		}

	}

	/** Records the types of clilogin on the call stack, the outermost first. */
	static final class TracingRepository extends ForwardingRepository {

		private final List<List<String>> traces = new CopyOnWriteArrayList<>();

		TracingRepository(CliLoginRepository target) {
			super(target);
		}

		private void record() {
			List<String> types = new ArrayList<>();
			StackWalker.getInstance().forEach((frame) -> types.add(0, frame.getClassName().replaceFirst("\\$.*", "")));
			List<String> ours = new ArrayList<>(types.stream()
				.filter((type) -> type.startsWith("io.github.clilogin.") && !type.endsWith("Filter")
						&& !type.contains(".architecture."))
				.map((type) -> type.substring(type.lastIndexOf('.') + 1))
				.distinct()
				.toList());
			ours.add("CliLoginRepository");
			this.traces.add(ours);
		}

		@Override
		public Optional<CliLogin> findById(String id) {
			record();
			return super.findById(id);
		}

		@Override
		public Optional<CliLogin> findDurableById(String id) {
			record();
			return super.findById(id);
		}

		@Override
		public Optional<CliLogin> findByTokenHash(String tokenHash) {
			record();
			return super.findByTokenHash(tokenHash);
		}

		@Override
		public boolean apply(String id, CliLoginTransition transition) {
			record();
			return super.apply(id, transition);
		}

	}

}
