package io.github.clilogin.test;

import java.util.Objects;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliUserService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;

/**
 * Performs the steps of a login at a service, those of the CLI and those of the user.
 *
 * @param service the service
 */
record TestLogins(CliLoginService service) {

	/** Returns a builder of a service that issues tokens only. */
	static CliLoginService.Builder builder(CliLoginRepository repository, CliUserService users) {
		return CliLoginService.builder(repository, users);
	}

	/** Starts and confirms a login. */
	StartResult.Started confirmed(Authentication user) {
		StartResult.Started started = (StartResult.Started) this.service
			.start(CliLoginRequest.of(CliLoginFlow.CONFIRM));
		DecisionResult result = this.service.confirm(started.login().id(), user);
		if (!(result instanceof DecisionResult.Decided)) {
			throw new AssertionError("The login is not confirmed: " + result);
		}
		return started;
	}

	/** Polls a login. */
	CollectResult collect(StartResult.Started started) {
		return this.service.collect(code(started), null);
	}

	/** Returns the device code of a login, which only the flow BROWSER lacks. */
	static DeviceCode code(StartResult.Started started) {
		return Objects.requireNonNull(started.code());
	}

}
