package io.github.clilogin.web.user;

import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.event.EventListener;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

/**
 * Revokes all logins of a user in every way, before, during and after a confirmation by
 * the page and by JSON.
 */
class RevokeAllTests {

	private static final String ANN = "X-Test-User: ann";

	@AutoClose
	private static final HostApplication host = ControlledHost.with().configuration(PasswordListener.class).start();

	@BeforeEach
	void resetMapper() {
		host.bean(TestMapper.class).reset();
	}

	@ParameterizedTest
	@MethodSource("ways")
	void noTokenIsValidIfAllLoginsWereRevokedDuringTheConfirmation(Consumer<TestCli> confirm, Runnable revokeAll) {
		host.bean(TestMapper.class).use((user, login) -> {
			revokeAll.run();
			return CliCredential.token();
		});
		TestCli cli = host.cli();
		confirm.accept(cli);
		assertThat(cli.poll().error()).isEqualTo("400 access_denied");
	}

	@ParameterizedTest
	@MethodSource("ways")
	void noConfirmedOrCollectedLoginOutlivesTheRevocation(Consumer<TestCli> confirm, Runnable revokeAll) {
		TestCli collected = host.cli();
		confirm.accept(collected);
		String token = collected.token();
		TestCli confirmed = host.cli();
		confirm.accept(confirmed);
		revokeAll.run();
		assertThat(collected.call("/clilogin/tokens", token).error()).isEqualTo("401 invalid_token");
		assertThat(confirmed.poll().error()).isEqualTo("400 access_denied");
	}

	@ParameterizedTest
	@MethodSource("ways")
	void aLoginThatIsConfirmedAfterwardsIsValid(Consumer<TestCli> confirm, Runnable revokeAll) {
		revokeAll.run();
		TestCli cli = host.cli();
		confirm.accept(cli);
		assertThat(cli.call("/clilogin/tokens", cli.token()).status()).isEqualTo(200);
	}

	static Stream<Arguments> ways() {
		Consumer<TestCli> page = (cli) -> assertThat(host.browser(ANN).get(cli.path()).submit("/confirm").heading())
			.isEqualTo("Confirmed");
		Consumer<TestCli> json = (
				cli) -> assertThat(host.wire().json("/clilogin/logins/" + cli.id() + "/confirm", "", ANN).status())
					.isEqualTo(200);
		Runnable byJson = () -> assertThat(host.wire().json("/clilogin/tokens/revoke", "{\"all\":true}", ANN).status())
			.isEqualTo(200);
		Runnable byEvent = () -> host.context().publishEvent(new PasswordChanged("ann"));
		return Stream.of(named("by the page", page), named("by JSON", json))
			.flatMap((confirm) -> Stream.of(named("revoked by JSON", byJson), named("revoked by an event", byEvent))
				.map((revokeAll) -> Arguments.of(confirm, revokeAll)));
	}

	/** The listener of the guide. */
	static class PasswordListener {

		private final CliLoginService cliLogins;

		PasswordListener(CliLoginService cliLogins) {
			this.cliLogins = cliLogins;
		}

		@EventListener
		void on(PasswordChanged event) {
			this.cliLogins.revokeAll(event.userName());
		}

	}

	/** The event of the guide. */
	record PasswordChanged(String userName) {
	}

}
