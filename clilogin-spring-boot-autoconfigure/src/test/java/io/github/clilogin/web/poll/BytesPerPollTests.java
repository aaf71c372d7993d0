package io.github.clilogin.web.poll;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.HandlerFunctionAdapter;
import org.springframework.web.util.ServletRequestPathUtils;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.wire.PrivateHandlerMapping;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.cli.CliRoutes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the memory that a pending poll allocates, from the mapping of the request to the
 * written response. Allocations, unlike times, can be tested on a shared machine. The
 * store is in memory and requests are mocks. {@code benchmarks/run} measures the rest.
 */
class BytesPerPollTests {

	private static final int POLLS = 2_000;

	private static final long FEWEST = 1_000;

	/** Half more than the 10,700 that were seen on JDK 17. */
	private static final long MOST = 16_000;

	/** Stands still, as the elapsed time does, so that all polls count as one. */
	private static final Clock CLOCK = Clock.fixed(Instant.now(), ZoneOffset.UTC);

	private static final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final CliLoginRepository repository = MemoryCliLogins.repository();

	private final CliLoginService service = TestLogins
		.builder(this.repository, CliLoginSecurity.userService(() -> null))
		.clock(CLOCK)
		.build();

	private final HandlerFunctionAdapter adapter = new HandlerFunctionAdapter();

	private final WaitingPolls waiting;

	private final HandlerMapping mapping;

	BytesPerPollTests() {
		CliLoginWebSettings settings = new CliLoginWebSettings(CliLoginPaths.under("/clilogin"), null, null,
				Duration.ofSeconds(5), Duration.ofSeconds(25), 1000, "user_code", 30, List.of(), null, true, CLOCK);
		RateLimits limits = new RateLimits((event) -> {
		}, settings, () -> 0);
		this.waiting = new WaitingPolls(this.repository, settings, limits);
		this.mapping = new PrivateHandlerMapping(
				List.of(CliRoutes.endpoints(new TenantServices(this.service, null), settings, limits, this.waiting)));
	}

	@AfterEach
	void close() {
		this.waiting.close();
		this.service.close();
	}

	@Test
	void aStatusPollAllocatesLittleMemory() throws Exception {
		String body = "{\"deviceCode\":\"" + start() + "\"}";
		assertThat(bytesPerPoll("/clilogin/status", MediaType.APPLICATION_JSON_VALUE, body, 200, "pending"))
			.isBetween(FEWEST, MOST);
	}

	@Test
	void aTokenPollAllocatesLittleMemory() throws Exception {
		String body = "grant_type=device_code&device_code=" + start();
		assertThat(bytesPerPoll("/clilogin/token", MediaType.APPLICATION_FORM_URLENCODED_VALUE, body, 400,
				"authorization_pending"))
			.isBetween(FEWEST, MOST);
	}

	private String start() {
		return TestLogins.code(new TestLogins(this.service).start()).value();
	}

	private long bytesPerPoll(String path, String type, String body, int status, String expected) throws Exception {
		poll(path, type, body, POLLS, status, expected);
		return poll(path, type, body, POLLS, status, expected) / POLLS;
	}

	private long poll(String path, String type, String body, int count, int status, String expected) throws Exception {
		MockHttpServletRequest[] requests = new MockHttpServletRequest[count];
		MockHttpServletResponse[] responses = new MockHttpServletResponse[count];
		for (int i = 0; i < count; i++) {
			requests[i] = request(path, type, body);
			responses[i] = new MockHttpServletResponse();
		}
		long before = threads.getCurrentThreadAllocatedBytes();
		for (int i = 0; i < count; i++) {
			answer(requests[i], responses[i]);
		}
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		for (MockHttpServletResponse response : responses) {
			assertThat(response.getStatus()).isEqualTo(status);
			assertThat(response.getContentAsString()).contains(expected);
		}
		return allocated;
	}

	private static MockHttpServletRequest request(String path, String type, String body) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
		request.setContentType(type);
		request.setContent(body.getBytes(StandardCharsets.US_ASCII));
		ServletRequestPathUtils.parseAndCache(request);
		return request;
	}

	private void answer(HttpServletRequest request, MockHttpServletResponse response) throws Exception {
		HandlerExecutionChain chain = Objects.requireNonNull(this.mapping.getHandler(request));
		this.adapter.handle(request, response, chain.getHandler());
	}

}
