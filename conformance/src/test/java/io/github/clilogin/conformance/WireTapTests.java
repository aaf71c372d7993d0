package io.github.clilogin.conformance;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WireTap} and {@link LoginTap}.
 */
class WireTapTests {

	private static final String PENDING = "{\"error\":\"authorization_pending\"}";

	private final WireTap wire = new WireTap();

	private void exchange(String path, String body, String answer) throws Exception {
		exchange(path, body, "", answer);
	}

	private void exchange(String path, String body, String authorization, String answer) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
		request.setContent(body.getBytes(StandardCharsets.UTF_8));
		if (!authorization.isEmpty()) {
			request.addHeader("Authorization", authorization);
		}
		this.wire.doFilter(request, new MockHttpServletResponse(), (asked, answered) -> {
			asked.getInputStream().readAllBytes();
			answered.getWriter().write(answer);
		});
	}

	private void start(String deviceCode, String userCode) throws Exception {
		exchange("/clilogin/device", "client_id=acme",
				"{\"device_code\":\"" + deviceCode + "\",\"user_code\":\"" + userCode + "\"}");
	}

	@Test
	void aLatePollOfAnEarlierLoginIsNotTakenForOneOfThisLogin() throws Exception {
		start("earlier", "BCDF-GHJK");
		start("current", "LMNP-QRST");
		exchange("/clilogin/token", "device_code=earlier", PENDING);
		exchange("/clilogin/token", "device_code=current", PENDING);
		Exchange poll = LoginTap.of(this.wire, "LMNP-QRST")
			.awaitPoll("is pending", (exchange) -> exchange.isAnswered("authorization_pending"));
		assertThat(poll.body()).isEqualTo("device_code=current");
	}

	@Test
	void aLateApiCallOfAnEarlierLoginIsNotTakenForOneOfThisLogin() throws Exception {
		start("earlier", "BCDF-GHJK");
		start("current", "LMNP-QRST");
		exchange("/clilogin/token", "device_code=earlier", "{\"access_token\":\"clt_earlier\"}");
		exchange("/clilogin/token", "device_code=current", "{\"access_token\":\"clt_current\"}");
		exchange(SampleServer.API, "", "Bearer clt_earlier", "{}");
		exchange(SampleServer.API, "", "Bearer clt_current", "{}");
		assertThat(LoginTap.of(this.wire, "LMNP-QRST").awaitApiCall()).isEqualTo("clt_current");
	}

}
