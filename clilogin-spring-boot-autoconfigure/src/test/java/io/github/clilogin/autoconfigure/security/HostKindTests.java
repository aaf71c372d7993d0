package io.github.clilogin.autoconfigure.security;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.RawAnswer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That command lines log in to every kind of host, and that each goes on as before.
 */
@ParameterizedClass
@EnumSource
class HostKindTests {

	/** One for all tests of its kind. */
	private static final Map<HostKind, Host> HOSTS = new EnumMap<>(HostKind.class);

	private final HostKind kind;

	private final Host host;

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
		HOSTS.values().forEach(Host::close);
		HOSTS.clear();
	}

	@Test
	void everyUrlOfTheHostAnswersAsWithoutUs() {
		Map<String, RawAnswer> with = ownUrls(this.host);
		try (Host without = this.kind.start("test.clilogin=false")) {
			ownUrls(without).forEach((request, answer) -> assertThat(with.get(request)).as(request).isEqualTo(answer));
		}
	}

	private Map<String, RawAnswer> ownUrls(Host one) {
		Map<String, RawAnswer> answers = new LinkedHashMap<>();
		if (this.kind == HostKind.ACTUATOR_ON_ITS_OWN_PORT) {
			OwnUrls.answers(one.managementPort(), "")
				.forEach((request, answer) -> answers.put("management " + request, answer));
		}
		answers.putAll(OwnUrls.answers(one.port(), signedIn(one)));
		return answers;
	}

	private String signedIn(Host one) {
		Person ann = Person.at(one, this.kind.headers());
		assertThat(ann.open("/other").html()).isNotEmpty().doesNotContain("<");
		return this.kind.hasSessions() ? ann.browser().cookies() : String.join("", this.kind.headers());
	}

	@Test
	void aPersonOpensTheLinkSignsInAndConfirmsAndTheCommandLineIsLoggedIn() throws Exception {
		HttpResponse<String> started = this.host.post("/clilogin/device", Map.of("client_id", "acme"));
		assertThat(started.headers().allValues("Set-Cookie")).isEmpty();
		String deviceCode = member(started, "device_code");
		assertThat(collect(deviceCode).body()).contains("authorization_pending");
		CompletableFuture<HttpResponse<String>> waiting = collectWaiting(deviceCode);
		View done = Person.at(this.host, this.kind.headers()).open(link(started)).submit("/confirm");
		assertThat(done.heading()).isEqualTo("Confirmed");
		HttpResponse<String> collected = waiting.get(30, TimeUnit.SECONDS);
		assertThat(collected.statusCode()).isEqualTo(200);
		assertThat(collected.headers().firstValue("Preference-Applied")).hasValue("wait=25");
		tokenOpensTheApiAndNothingElse("Bearer " + member(collected, "access_token"));
	}

	private void tokenOpensTheApiAndNothingElse(String bearer) throws Exception {
		if (this.kind == HostKind.MULTI_FACTOR) {
			for (String path : List.of("/api/me", "/other", "/clilogin", "/clilogin/tokens")) {
				assertThat(this.host.get(path, "Authorization", bearer).statusCode()).as(path).isIn(302, 401, 403);
			}
			return;
		}
		assertThat(this.host.get("/api/me", "Authorization", bearer).body()).isEqualTo(this.kind.user);
		assertThat(this.host.post("/api/things", Map.of(), "Authorization", bearer).body())
			.isEqualTo("made by " + this.kind.user);
		assertThat(this.host.get("/clilogin/tokens", "Authorization", bearer).body()).contains("\"current\":true");
		for (String path : List.of("/other", "/clilogin", "/host.txt")) {
			assertThat(this.host.get(path, "Authorization", bearer).statusCode()).as(path).isIn(302, 401);
		}
	}

	@Test
	void aCommandLineThatGivesUpAndOneThatLogsOutAreServed() throws Exception {
		String deviceCode = member(this.host.post("/clilogin/device", Map.of()), "device_code");
		assertThat(this.host.post("/clilogin/status", Map.of("device_code", deviceCode)).body()).contains("pending");
		assertThat(this.host.post("/clilogin/cancel", Map.of("device_code", deviceCode)).body()).isEqualTo("{}");
		assertThat(collect(deviceCode).body()).contains("expired_token");
		assertThat(this.host.post("/clilogin/revoke", Map.of("token", this.host.token())).statusCode()).isEqualTo(200);
		assertThat(this.host.get("/clilogin/device").statusCode()).isEqualTo(405);
	}

	@Test
	void aSessionThatEndsDuringTheReviewIsSignedInAgainAndNothingIsLost() throws Exception {
		Assumptions.assumeTrue(this.kind.hasSessions(), "Nobody here has a session");
		HttpResponse<String> started = this.host.post("/clilogin/device", Map.of());
		Person ann = Person.at(this.host);
		View review = ann.open(link(started));
		ann.browser().forget("JSESSIONID");
		View away = review.submit("/confirm");
		assertThat(away.status()).isEqualTo(303);
		assertThat(collect(member(started, "device_code")).body()).contains("authorization_pending");
		View back = ann.signIn(away.follow());
		assertThat(back.html()).contains(member(started, "user_code"));
		assertThat(back.submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	private HttpResponse<String> collect(String deviceCode) throws Exception {
		return this.host.post("/clilogin/token", form(deviceCode));
	}

	private static Map<String, String> form(String deviceCode) {
		return Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code", "device_code", deviceCode);
	}

	private CompletableFuture<HttpResponse<String>> collectWaiting(String deviceCode) {
		CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();
		new Thread(() -> answer.completeAsync(() -> {
			try {
				return this.host.post("/clilogin/token", form(deviceCode), "Prefer", "wait=25");
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}, Runnable::run)).start();
		return answer;
	}

	private static String link(HttpResponse<String> started) {
		URI link = URI.create(member(started, "verification_uri_complete"));
		return link.getPath() + "?" + link.getQuery();
	}

	private static String member(HttpResponse<String> answer, String name) {
		Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
		assertThat(member.find()).as(answer.body()).isTrue();
		return member.group(1);
	}

}
