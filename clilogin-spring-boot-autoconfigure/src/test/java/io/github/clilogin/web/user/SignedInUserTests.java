package io.github.clilogin.web.user;

import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.DeviceCode.Challenge;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestUsers;
import io.github.clilogin.web.page.AbstractPageTests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts how often a request asks the host application who the signed-in user is: a host
 * may look that up in a directory.
 */
class SignedInUserTests extends AbstractPageTests {

	private static final String ANN = "X-Test-User: ann";

	@Test
	void aPageViewRemembersTheUserOnce() {
		TestBrowser.View view = remembering(1, () -> review(start()));
		assertThat(view.html()).contains("ann");
		remembering(1, () -> browser().as("ann").get(PAGE));
		remembering(1, () -> browser().as("ann").get(PAGE + "?user_code=BCDF-GHJK"));
		String id = "ab".repeat(32);
		host().service().start(CliLoginRequest.of(CliLoginFlow.BROWSER), new Challenge(id));
		remembering(1, () -> browser().as("ann").get(PAGE + "/browser?state=" + id));
	}

	@Test
	void aDecisionRemembersTheUserAtMostTwice() {
		CliLogin confirmed = start();
		TestBrowser.View review = review(confirmed);
		TestBrowser.View done = remembering(2, () -> review.submit("/confirm"));
		assertThat(status(confirmed)).isEqualTo(CliLoginStatus.CONFIRMED);
		remembering(1, () -> done.submit("/disconnect"));
		assertThat(status(confirmed)).isEqualTo(CliLoginStatus.REVOKED);
		CliLogin rejected = start();
		TestBrowser.View another = review(rejected);
		remembering(2, () -> another.submit("/reject"));
		assertThat(status(rejected)).isEqualTo(CliLoginStatus.REJECTED);
	}

	@Test
	void eachRequestOfAFrontEndRemembersTheUserOnce() {
		try (HostApplication host = ControlledHost.start()) {
			CliLogin login = host.logins().start().login();
			RawConnection wire = host.wire();
			remembering(host, 1, () -> wire.get("/clilogin/logins?user_code=" + login.userCode(), ANN));
			remembering(host, 1, () -> wire.get("/clilogin/logins/" + login.id(), ANN));
			remembering(host, 1, () -> wire.json("/clilogin/logins/" + login.id() + "/confirm", "", ANN));
			remembering(host, 1, () -> wire.json("/clilogin/logins/" + login.id() + "/reject", "", ANN));
			remembering(host, 1, () -> wire.get("/clilogin/tokens", ANN));
			remembering(host, 1, () -> wire.json("/clilogin/tokens/revoke", "{\"all\":true}", ANN));
		}
	}

	private <T> T remembering(int times, Supplier<T> request) {
		return remembering(host(), times, request);
	}

	private static <T> T remembering(HostApplication host, int times, Supplier<T> request) {
		int before = host.bean(TestUsers.class).remembered();
		T answer = request.get();
		assertThat(host.bean(TestUsers.class).remembered() - before).isEqualTo(times);
		return answer;
	}

}
