package io.github.clilogin.web.poll;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestRepository;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests polls that wait for a decision, over HTTP.
 */
class WaitingPollTests {

	private static final String GRANT = "grant_type=device_code&device_code=";

	@AutoClose
	private static final HostApplication SHARED = ControlledHost.start();

	private HostApplication host = SHARED;

	@AfterEach
	void stopHost() {
		awaitWaiting(0);
		// Nothing is remembered any more, which would keep the watch
		this.host.clock().advance(Duration.ofSeconds(15));
		if (this.host != SHARED) {
			this.host.close();
		}
	}

	private void use(HostApplication.Builder builder) {
		this.host = builder.start();
	}

	private RawResponse start() {
		return this.host.wire().form("/clilogin/device", "");
	}

	private CompletableFuture<RawResponse> poll(RawResponse device, String... headers) {
		return RawConnection
			.async(() -> this.host.wire().form("/clilogin/token", GRANT + device.text("device_code"), headers));
	}

	private CompletableFuture<RawResponse> status(RawResponse device, String... headers) {
		return RawConnection.async(() -> this.host.wire()
			.json("/clilogin/status", "{\"deviceCode\":\"" + device.text("device_code") + "\"}", headers));
	}

	/** The only one that waits. */
	private CompletableFuture<RawResponse> waitingPoll(RawResponse device) {
		CompletableFuture<RawResponse> poll = poll(device, "Prefer: wait=20");
		awaitWaiting(1);
		return poll;
	}

	private WaitingPolls waiting() {
		return this.host.bean(WaitingPolls.class);
	}

	private void awaitWaiting(int number) {
		WaitingPolls waiting = waiting();
		TestWaits.await("polls that wait").untilAsserted(() -> assertThat(waiting.size()).isEqualTo(number));
	}

	private static void awaitWatches(int number) {
		TestWaits.await("watches").untilAsserted(() -> assertThat(TestRepository.watches()).isEqualTo(number));
	}

	private static RawResponse answer(CompletableFuture<RawResponse> poll) throws Exception {
		return poll.get(30, TimeUnit.SECONDS);
	}

	@Test
	void aConfirmationIsAnsweredAtOnce() throws Exception {
		RawResponse device = start();
		CompletableFuture<RawResponse> poll = waitingPoll(device);
		this.host.confirmed(device);
		assertThat(answer(poll).status()).isEqualTo(200);
		assertThat(answer(poll).text("access_token")).startsWith("clt_");
		assertThat(answer(poll).header("Preference-Applied")).containsExactly("wait=20");
		assertThat(answer(poll).header("Cache-Control")).containsExactly("no-store");
		assertThat(answer(poll).header("Pragma")).containsExactly("no-cache");
		assertThat(answer(poll).header("Content-Type")).containsExactly("application/json");
		assertThat(answer(poll).header("Set-Cookie")).isEmpty();
		awaitWaiting(0);
	}

	@Test
	void aRejectionIsAnsweredAtOnce() throws Exception {
		RawResponse device = start();
		CompletableFuture<RawResponse> poll = status(device, "Prefer: wait=20");
		awaitWaiting(1);
		this.host.service().reject(this.host.loginOf(device).id(), TestUsers.user("ann"), "Not mine");
		assertThat(answer(poll).body()).isEqualTo("{\"status\":\"rejected\",\"message\":\"Not mine\"}");
	}

	@Test
	void aLoginThatIsCancelledOrDeletedIsAnsweredAtOnce() throws Exception {
		RawResponse cancelled = start();
		RawResponse deleted = start();
		List<CompletableFuture<RawResponse>> polls = List.of(poll(cancelled, "Prefer: wait=20"),
				poll(deleted, "Prefer: wait=20"));
		awaitWaiting(2);
		this.host.wire().form("/clilogin/cancel", "device_code=" + cancelled.text("device_code"));
		this.host.service().delete(this.host.loginOf(deleted).id());
		assertThat(answer(polls.get(0)).error()).isEqualTo("400 expired_token");
		assertThat(answer(polls.get(1)).error()).isEqualTo("400 invalid_grant");
	}

	@Test
	void aDecisionOnAnotherInstanceIsAnsweredSoon() throws Exception {
		RawResponse device = start();
		CompletableFuture<RawResponse> poll = waitingPoll(device);
		this.host.elsewhere().confirm(this.host.loginOf(device).id(), TestUsers.user("ann"));
		assertThat(answer(poll).status()).isEqualTo(200);
	}

	@Test
	void aDecisionRightAfterTheReadIsAnsweredAtOnce() throws Exception {
		use(ControlledHost.with());
		this.host.store().decisions(Set::of);
		RawResponse device = start();
		this.host.store().afterNextRead(this.host.loginOf(device).id(), () -> this.host.confirmed(device));
		RawResponse answer = answer(poll(device, "Prefer: wait=20"));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Preference-Applied")).containsExactly("wait=20");
	}

	@Test
	void aPollForADecidedLoginDoesNotWait() throws Exception {
		use(ControlledHost.with());
		this.host.store().decisions(Set::of);
		RawResponse device = this.host.confirmed(start());
		RawResponse answer = answer(poll(device, "Prefer: wait=20"));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Preference-Applied")).containsExactly("wait=20");
		assertThat(waiting().size()).isZero();
	}

	@Test
	void aPollThatHasWaitedReportsAPendingLogin() throws Exception {
		RawResponse device = start();
		RawResponse token = answer(poll(device, "Prefer: wait=1"));
		assertThat(token.error()).isEqualTo("400 authorization_pending");
		assertThat(token.header("Preference-Applied")).containsExactly("wait=1");
		RawResponse status = answer(status(device, "Prefer: wait=1"));
		assertThat(status.body()).isEqualTo("{\"status\":\"pending\",\"interval\":5,\"expiresIn\":600}");
		assertThat(status.header("Preference-Applied")).containsExactly("wait=1");
	}

	@Test
	void noPollWaitsLongerThanTheHostAllows() throws Exception {
		RawResponse device = start();
		CompletableFuture<RawResponse> poll = poll(device, "Prefer: wait=3600");
		awaitWaiting(1);
		this.host.confirmed(device);
		assertThat(answer(poll).header("Preference-Applied")).containsExactly("wait=25");
	}

	@Test
	void oneWaitAfterAnotherIsNotSlowedDownEvenIfAllSlotsAreTaken() throws Exception {
		RawResponse device = start();
		for (int i = 0; i < 3; i++) {
			CompletableFuture<RawResponse> poll = poll(device, "Prefer: wait=1");
			awaitWaiting(1);
			this.host.clock().advance(Duration.ofSeconds(2));
			assertThat(answer(poll).error()).isEqualTo("400 authorization_pending");
		}
		this.host.clock().advance(Duration.ofSeconds(2));
		assertThat(answer(poll(device)).error()).isEqualTo("400 authorization_pending");
		this.host.clock().advance(Duration.ofSeconds(2));
		assertThat(answer(poll(device)).error()).isEqualTo("400 slow_down");
	}

	@Test
	void aWaitEndsWithTheLogin() throws Exception {
		RawResponse device = start();
		this.host.clock().advance(Duration.ofMinutes(10).minusSeconds(2));
		CompletableFuture<RawResponse> poll = waitingPoll(device);
		this.host.clock().advance(Duration.ofSeconds(2));
		assertThat(answer(poll).error()).isEqualTo("400 expired_token");
	}

	@Test
	void aClockThatIsSetBackDoesNotExtendAWait() throws Exception {
		CompletableFuture<RawResponse> poll = poll(start(), "Prefer: wait=1");
		awaitWaiting(1);
		this.host.clock().jump(Duration.ofMinutes(-2));
		assertThat(answer(poll).error()).isEqualTo("400 authorization_pending");
		this.host.clock().advance(Duration.ofMinutes(2));
	}

	@Test
	void aNewerPollEndsTheOlderAsIfItHadNotWaited() throws Exception {
		RawResponse device = start();
		CompletableFuture<RawResponse> older = waitingPoll(device);
		CompletableFuture<RawResponse> newer = poll(device, "Prefer: wait=20");
		assertThat(answer(older).error()).isEqualTo("400 authorization_pending");
		assertThat(answer(older).header("Preference-Applied")).isEmpty();
		awaitWaiting(1);
		this.host.confirmed(device);
		assertThat(answer(newer).status()).isEqualTo(200);
	}

	@Test
	void aPollThatBeganBeforeTheCollectionIsNotReportedAsAReplay() throws Exception {
		use(ControlledHost.with());
		this.host.store().decisions(Set::of);
		RawResponse device = start();
		CompletableFuture<RawResponse> poll = waitingPoll(device);
		this.host.clock().advance(Duration.ofSeconds(1));
		collectElsewhere(device);
		assertThat(answer(poll).error()).isEqualTo("400 invalid_grant");
		assertThat(this.host.events()).doesNotHaveAnyElementsOfTypes(CliLoginEvent.Replayed.class);
		assertThat(answer(poll(device)).error()).isEqualTo("400 invalid_grant");
		assertThat(this.host.events()).hasAtLeastOneElementOfType(CliLoginEvent.Replayed.class);
	}

	@Test
	void aPollThatBeganBeforeTheCollectionIsNotCountedAsAnUnknownCode() throws Exception {
		use(ControlledHost.with());
		this.host.store().decisions(Set::of);
		RawResponse device = start();
		CompletableFuture<RawResponse> poll = waitingPoll(device);
		for (int i = 0; i < 60; i++) {
			this.host.wire().form("/clilogin/token", "grant_type=device_code&device_code=" + "A".repeat(43));
		}
		collectElsewhere(device);
		assertThat(answer(poll).error()).isEqualTo("400 invalid_grant");
		assertThat(answer(poll(device)).status()).isEqualTo(429);
	}

	private void collectElsewhere(RawResponse device) {
		CliLoginService elsewhere = this.host.elsewhere();
		elsewhere.confirm(this.host.loginOf(device).id(), TestUsers.user("ann"));
		DeviceCode code = DeviceCode.parse(device.text("device_code")).orElseThrow();
		CollectResult.Collected collected = (CollectResult.Collected) elsewhere.collect(code, null);
		assertThat(elsewhere.authenticate(collected.credential())).isPresent();
		waiting().release(code.id());
	}

	@Test
	void anEventReleasesThePollsOfItsLoginOnce() throws Exception {
		use(ControlledHost.with());
		RawResponse device = start();
		String id = this.host.loginOf(device).id();
		CompletableFuture<RawResponse> released = waitingPoll(device);
		this.host.store().decisions(() -> Set.of(id));
		assertThat(answer(released).error()).isEqualTo("400 authorization_pending");
		CompletableFuture<RawResponse> waiting = waitingPoll(device);
		this.host.store().awaitLooks(3);
		assertThat(waiting).isNotDone();
		this.host.confirmed(device);
		assertThat(answer(waiting).status()).isEqualTo(200);
	}

	@Test
	void theNextPollRestartsAStoppedWatch() throws Exception {
		use(ControlledHost.with());
		awaitWatches(0);
		this.host.store().decisions(() -> {
			throw new NoClassDefFoundError("the first time only");
		});
		RawResponse first = start();
		CompletableFuture<RawResponse> poll = waitingPoll(first);
		awaitWatches(0);
		String id = this.host.loginOf(first).id();
		this.host.store().decisions(() -> Set.of(id));
		this.host.elsewhere().confirm(id, TestUsers.user("ann"));
		RawResponse second = start();
		CompletableFuture<RawResponse> other = poll(second, "Prefer: wait=20");
		assertThat(answer(poll).status()).isEqualTo(200);
		this.host.confirmed(second);
		assertThat(answer(other).status()).isEqualTo(200);
	}

	@Test
	void aWaitingPollIsAnsweredThroughAFilterThatCopiesBodies() throws Exception {
		use(ControlledHost.with().configuration(CopyingConfiguration.class));
		RawResponse device = start();
		assertThat(answer(poll(device, "Prefer: wait=1")).error()).isEqualTo("400 authorization_pending");
		CompletableFuture<RawResponse> poll = waitingPoll(device);
		this.host.confirmed(device);
		assertThat(answer(poll).text("access_token")).startsWith("clt_");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Prefer: WAIT=7                        | wait=7
			Prefer: respond-async, wait = 7; x=y  | wait=7
			Prefer: wait="7", wait=9              | wait=7
			Prefer: wait=99999999999, wait=7      | wait=7
			""")
	void thePreferenceIsReadAsTheStandardWritesIt(String header, String applied) throws Exception {
		RawResponse answer = answer(poll(this.host.confirmed(start()), header));
		assertThat(answer.header("Preference-Applied")).containsExactly(applied);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Prefer: wait=0", "Prefer: wait", "Prefer: wait=-1", "Prefer: wait=soon", "Prefer:",
			"Prefer: respond-async", "Prefer: wait=1.5", "Wait: 5" })
	void aPollWithoutThePreferenceIsAnsweredAtOnce(String header) throws Exception {
		RawResponse answer = answer(poll(start(), header));
		assertThat(answer.error()).isEqualTo("400 authorization_pending");
		assertThat(answer.header("Preference-Applied")).isEmpty();
	}

	@Test
	void aPollWithAnUnknownCodeDoesNotWait() throws Exception {
		RawResponse unknown = this.host.wire().form("/clilogin/token", GRANT + "A".repeat(43), "Prefer: wait=20");
		assertThat(unknown.error()).isEqualTo("400 invalid_grant");
		assertThat(waiting().size()).isZero();
	}

	@Test
	void aPollAboveTheLimitIsAnsweredAtOnce() throws Exception {
		use(ControlledHost.with().property("clilogin.login.max-waiting", 2));
		RawResponse first = start();
		CompletableFuture<RawResponse> waiting = poll(first, "Prefer: wait=20");
		CompletableFuture<RawResponse> other = poll(start(), "Prefer: wait=20");
		awaitWaiting(2);
		RawResponse answer = answer(poll(start(), "Prefer: wait=20"));
		assertThat(answer.error()).isEqualTo("400 authorization_pending");
		assertThat(answer.header("Preference-Applied")).isEmpty();
		this.host.confirmed(first);
		assertThat(answer(waiting).status()).isEqualTo(200);
		CompletableFuture<RawResponse> free = poll(start(), "Prefer: wait=20");
		awaitWaiting(2);
		waiting().close();
		assertThat(answer(other).error()).isEqualTo(answer(free).error()).isEqualTo("400 authorization_pending");
	}

	@Test
	void oneAddressHasTwentySlotsAndUnknownAddressesShareTwoHundred() throws Exception {
		use(ControlledHost.with());
		for (int i = 0; i < 20; i++) {
			poll(start(), "Prefer: wait=20");
		}
		awaitWaiting(20);
		assertThat(answer(poll(start(), "Prefer: wait=20")).header("Preference-Applied")).isEmpty();
		String proxied = "X-Forwarded-For: 192.0.2.1";
		for (int i = 0; i < 30; i++) {
			poll(start(), "Prefer: wait=20", proxied);
		}
		awaitWaiting(50);
		waiting().close();
	}

	@Test
	void noPollWaitsIfAFilterOfTheHostDoesNotSupportAsync() throws Exception {
		use(ControlledHost.with().configuration(SynchronousConfiguration.class));
		RawResponse answer = answer(poll(start(), "Prefer: wait=20"));
		assertThat(answer.error()).isEqualTo("400 authorization_pending");
		assertThat(answer.header("Preference-Applied")).isEmpty();
	}

	@Test
	void theAsyncTimeoutOfTheHostDoesNotEndAWait() throws Exception {
		use(ControlledHost.with().property("spring.mvc.async.request-timeout", "1ms"));
		RawResponse device = start();
		CompletableFuture<RawResponse> poll = waitingPoll(device);
		this.host.elsewhere().confirm(this.host.loginOf(device).id(), TestUsers.user("ann"));
		assertThat(answer(poll).status()).isEqualTo(200);
	}

	@Test
	void closingReleasesAllPollsAndLaterPollsDoNotWait() throws Exception {
		use(ControlledHost.with());
		RawResponse device = start();
		CompletableFuture<RawResponse> poll = waitingPoll(device);
		waiting().close();
		assertThat(answer(poll).error()).isEqualTo("400 authorization_pending");
		assertThat(answer(poll).header("Preference-Applied")).isEmpty();
		assertThat(answer(poll(device, "Prefer: wait=20")).header("Preference-Applied")).isEmpty();
	}

	@Test
	void closingDoesNotSlowDownAPollThatWaited() throws Exception {
		use(ControlledHost.with());
		RawResponse device = start();
		assertThat(answer(poll(device, "Prefer: wait=1")).error()).isEqualTo("400 authorization_pending");
		CompletableFuture<RawResponse> poll = waitingPoll(device);
		this.host.clock().advance(Duration.ofSeconds(2));
		waiting().close();
		assertThat(answer(poll).error()).isEqualTo("400 authorization_pending");
	}

	@Test
	void anOlderPollKeepsWaitingIfNoSlotIsFreeForTheNewer() throws Exception {
		use(ControlledHost.with());
		RawResponse device = start();
		CompletableFuture<RawResponse> older = poll(device, "Prefer: wait=20", "X-Forwarded-For: 192.0.2.1");
		for (int i = 0; i < 20; i++) {
			poll(start(), "Prefer: wait=20");
		}
		awaitWaiting(21);
		assertThat(answer(poll(device, "Prefer: wait=20")).header("Preference-Applied")).isEmpty();
		this.host.confirmed(device);
		assertThat(answer(older).status()).isEqualTo(200);
		waiting().close();
	}

	@Test
	void aStoreFailureDuringAWaitEndsNoLogin() throws Exception {
		RawResponse device = start();
		RawResponse other = start();
		CompletableFuture<RawResponse> token = poll(device, "Prefer: wait=20");
		CompletableFuture<RawResponse> status = status(other, "Prefer: wait=20");
		awaitWaiting(2);
		List<String> ids = List.of(this.host.loginOf(device).id(), this.host.loginOf(other).id());
		this.host.store().fail(true);
		ids.forEach(waiting()::release);
		assertThat(answer(token).error()).isEqualTo("400 authorization_pending");
		assertThat(answer(status).error()).isEqualTo("503 temporarily_unavailable");
		assertThat(answer(status).header("Retry-After")).containsExactly("5");
		this.host.store().fail(false);
		this.host.confirmed(device);
		assertThat(answer(poll(device, "Prefer: wait=20")).status()).isEqualTo(200);
	}

	@Test
	void theWatchRunsWhilePollsWait() throws Exception {
		use(ControlledHost.with());
		awaitWatches(0);
		RawResponse device = start();
		CompletableFuture<RawResponse> poll = waitingPoll(device);
		awaitWatches(1);
		this.host.confirmed(device);
		answer(poll);
		awaitWatches(0);
		CompletableFuture<RawResponse> next = waitingPoll(start());
		awaitWatches(1);
		waiting().close();
		answer(next);
	}

	/** A host with a filter that does not support asynchronous requests. */
	@Configuration(proxyBeanMethods = false)
	static class SynchronousConfiguration {

		@Bean
		FilterRegistrationBean<Filter> synchronous() {
			FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(
					(request, response, chain) -> chain.doFilter(request, response));
			filter.setName("synchronous");
			filter.setAsyncSupported(false);
			return filter;
		}

	}

	/** A host with a filter that logs responses, like many hosts have. */
	@Configuration(proxyBeanMethods = false)
	static class CopyingConfiguration {

		@Bean
		Filter copying() {
			return new OncePerRequestFilter() {
				@Override
				protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
						FilterChain chain) throws ServletException, IOException {
					ContentCachingResponseWrapper copying = new ContentCachingResponseWrapper(response);
					try {
						chain.doFilter(request, copying);
					}
					finally {
						copying.copyBodyToResponse();
					}
				}
			};
		}

	}

}
