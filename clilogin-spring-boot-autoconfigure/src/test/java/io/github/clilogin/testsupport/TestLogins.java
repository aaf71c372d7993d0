package io.github.clilogin.testsupport;

import java.util.Objects;
import java.util.Set;

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
import io.github.clilogin.hpke.HpkeSealer;

/**
 * Performs the steps of a login at a service, those of the CLI and those of the user.
 *
 * @param service the service
 */
public record TestLogins(CliLoginService service) {

	/** Returns a builder of a service that can deliver every kind of credential. */
	public static CliLoginService.Builder builder(CliLoginRepository repository, CliUserService users) {
		return CliLoginService.builder(repository, users).sealer(HpkeSealer.create());
	}

	/** Starts a login in the flow CONFIRM. */
	public StartResult.Started start() {
		return start(CliLoginRequest.of(CliLoginFlow.CONFIRM));
	}

	/** Starts a login. */
	public StartResult.Started start(CliLoginRequest request) {
		return (StartResult.Started) this.service.start(request);
	}

	/** Starts a login with these scopes, and confirms it. */
	public StartResult.Started confirmed(Authentication user, String... scopes) {
		StartResult.Started started = start(
				CliLoginRequest.builder(CliLoginFlow.CONFIRM).scopes(Set.of(scopes)).build());
		DecisionResult result = this.service.confirm(started.login().id(), user);
		if (!(result instanceof DecisionResult.Decided)) {
			throw new AssertionError("The login is not confirmed: " + result);
		}
		return started;
	}

	/** Polls a login. */
	public CollectResult collect(StartResult.Started started) {
		return this.service.collect(code(started), started.login().request().clientId());
	}

	/** Collects the credential of a confirmed login. */
	public String credential(StartResult.Started started) {
		return ((CollectResult.Collected) collect(started)).credential();
	}

	/** Performs a whole login with these scopes, and returns its token. */
	public String token(Authentication user, String... scopes) {
		return credential(confirmed(user, scopes));
	}

	/** Returns the device code of a login, which only the flow BROWSER lacks. */
	public static DeviceCode code(StartResult.Started started) {
		return Objects.requireNonNull(started.code());
	}

}
