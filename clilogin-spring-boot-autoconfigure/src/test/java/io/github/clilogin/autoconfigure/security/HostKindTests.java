package io.github.clilogin.autoconfigure.security;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that CLIs log in to every kind of host, and that the rest of each host is
 * unchanged.
 */
@ParameterizedClass
@EnumSource
class HostKindTests {

	/** The host of all tests of one kind. */
	private static final Map<HostKind, HostApplication> HOSTS = new EnumMap<>(HostKind.class);

	private final HostKind kind;

	private final HostApplication host;

	HostKindTests(HostKind kind) {
		Assumptions.assumeTrue(kind != HostKind.VIRTUAL_THREADS || Runtime.version().feature() >= 21,
				"Virtual threads need Java 21");
		this.kind = kind;
		this.host = HOSTS.computeIfAbsent(kind,
				(one) -> one.start("clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
						"clilogin.endpoints.logins=true", "clilogin.endpoints.tokens=true",
						"clilogin.api.paths=/api/**"));
	}

	@AfterParameterizedClassInvocation
	static void stopHost() {
		HOSTS.values().forEach(HostApplication::close);
		HOSTS.clear();
	}

	@Test
	void everyUrlOfTheHostAnswersAsWithoutTheStarter() {
		Map<String, RawResponse> with = ownUrls(this.host);
		try (HostApplication without = this.kind.start("test.clilogin=false")) {
			ownUrls(without).forEach((request, answer) -> assertThat(with.get(request)).as(request).isEqualTo(answer));
		}
	}

	private Map<String, RawResponse> ownUrls(HostApplication one) {
		Map<String, RawResponse> answers = new LinkedHashMap<>();
		if (this.kind == HostKind.ACTUATOR_ON_ITS_OWN_PORT) {
			OwnUrls.answers(one.managementPort(), "")
				.forEach((request, answer) -> answers.put("management " + request, answer));
		}
		answers.putAll(OwnUrls.answers(one.port(), signedIn(one)));
		return answers;
	}

	private String signedIn(HostApplication one) {
		Person ann = Person.at(one, this.kind.headers());
		assertThat(ann.open("/other").html()).isNotEmpty().doesNotContain("<");
		return this.kind.hasSessions() ? ann.browser().cookies() : String.join("", this.kind.headers());
	}

	@Test
	void aUserOpensTheLinkSignsInAndConfirmsAndTheCliIsLoggedIn() throws Exception {
		TestCli cli = this.host.cli();
		assertThat(cli.started().header("Set-Cookie")).isEmpty();
		assertThat(cli.poll().body()).contains("authorization_pending");
		CompletableFuture<RawResponse> waiting = cli.waitingPoll();
		View done = Person.at(this.host, this.kind.headers()).open(cli.path()).submit("/confirm");
		assertThat(done.heading()).isEqualTo("Confirmed");
		RawResponse collected = waiting.get(30, TimeUnit.SECONDS);
		assertThat(collected.status()).isEqualTo(200);
		assertThat(collected.header("Preference-Applied")).containsExactly("wait=25");
		tokenOpensTheApiAndNothingElse(TestCli.bearer(collected.text("access_token")));
	}

	private void tokenOpensTheApiAndNothingElse(String bearer) {
		RawConnection wire = this.host.wire();
		if (this.kind == HostKind.MULTI_FACTOR) {
			for (String path : List.of("/api/me", "/other", "/clilogin", "/clilogin/tokens")) {
				assertThat(wire.get(path, bearer).status()).as(path).isIn(302, 401, 403);
			}
			return;
		}
		assertThat(wire.get("/api/me", bearer).body()).isEqualTo(this.kind.user);
		assertThat(wire.form("/api/things", "", bearer).body()).isEqualTo("made by " + this.kind.user);
		assertThat(wire.get("/clilogin/tokens", bearer).body()).contains("\"current\":true");
		for (String path : List.of("/other", "/clilogin", "/host.txt")) {
			assertThat(wire.get(path, bearer).status()).as(path).isIn(302, 401);
		}
	}

	@Test
	void aCliCancelsItsLoginAndLogsOut() {
		TestCli cli = this.host.cli();
		assertThat(cli.status().body()).contains("pending");
		assertThat(cli.cancel().body()).isEqualTo("{}");
		assertThat(cli.poll().body()).contains("expired_token");
		assertThat(cli.revoke(this.host.token()).status()).isEqualTo(200);
		assertThat(this.host.wire().get("/clilogin/device").status()).isEqualTo(405);
	}

	@Test
	void aUserWhoseSessionEndsDuringTheReviewSignsInAgainAndConfirms() {
		Assumptions.assumeTrue(this.kind.hasSessions(), "This host has no sessions");
		TestCli cli = this.host.cli();
		Person ann = Person.at(this.host);
		View review = ann.open(cli.path());
		ann.browser().forget("JSESSIONID");
		View away = review.submit("/confirm");
		assertThat(away.status()).isEqualTo(303);
		assertThat(cli.poll().body()).contains("authorization_pending");
		View back = ann.signIn(away.follow());
		assertThat(back.html()).contains(cli.userCode());
		assertThat(back.submit("/confirm").heading()).isEqualTo("Confirmed");
	}

}
