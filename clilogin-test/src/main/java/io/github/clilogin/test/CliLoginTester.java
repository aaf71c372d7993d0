package io.github.clilogin.test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;

import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginProof;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CollectResult;
import io.github.clilogin.ConfirmOptions;
import io.github.clilogin.DecisionResult;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.StartResult;

/**
 * Performs whole logins at the {@link CliLoginService} of a test: starts a login as a
 * CLI, confirms it as a user and collects the credential. Needs no browser, no enabled
 * endpoint and no time. Returns a return code only if the service demands one, or if
 * {@link #proof} asks for it. A bean of this type exists in tests of a Spring Boot
 * application. Immutable.
 */
public final class CliLoginTester {

	/** Stands for the port of a CLI. Nothing connects to it. */
	private static final int RETURN_PORT = 50_000;

	private final CliLoginService service;

	private final Supplier<@Nullable UserDetailsService> accounts;

	private final @Nullable String clientId;

	private final List<String> scopes;

	private final Map<String, String> choices;

	private final @Nullable CliLoginProof proof;

	private CliLoginTester(CliLoginService service, Supplier<@Nullable UserDetailsService> accounts,
			@Nullable String clientId, List<String> scopes, Map<String, String> choices,
			@Nullable CliLoginProof proof) {
		this.service = service;
		this.accounts = accounts;
		this.clientId = clientId;
		this.scopes = scopes;
		this.choices = choices;
		this.proof = proof;
	}

	/**
	 * Creates a tester. Its logins have no scopes and the first client of
	 * {@code clilogin.clients}.
	 * @param service the service, or that of a tenant, see
	 * {@link CliLoginService#forTenant}
	 * @param accounts supplies the {@link UserDetailsService} that finds a user by the
	 * name, or {@code null}
	 * @return the tester
	 */
	public static CliLoginTester of(CliLoginService service, Supplier<@Nullable UserDetailsService> accounts) {
		String clientId = service.settings().clients().keySet().stream().findFirst().orElse(null);
		return new CliLoginTester(service, accounts, clientId, List.of(), Map.of(), null);
	}

	/**
	 * Creates a tester of an application without a {@link UserDetailsService}.
	 * @param service the service
	 * @return the tester
	 */
	public static CliLoginTester of(CliLoginService service) {
		return of(service, () -> null);
	}

	/**
	 * {@return a tester whose CLI requests these scopes}
	 * @param scopes the scopes, each of which {@code clilogin.login.scopes} contains
	 */
	public CliLoginTester scopes(String... scopes) {
		return new CliLoginTester(this.service, this.accounts, this.clientId, List.of(scopes), this.choices,
				this.proof);
	}

	/**
	 * {@return a tester whose CLI has this client ID}
	 * @param clientId the client ID, or {@code null} for none
	 */
	public CliLoginTester clientId(@Nullable String clientId) {
		return new CliLoginTester(this.service, this.accounts, clientId, this.scopes, this.choices, this.proof);
	}

	/**
	 * {@return a tester whose user chooses these options}
	 * @param ids the ID for each group that the {@link CliLoginChoices} bean offers
	 */
	public CliLoginTester choices(Map<String, String> ids) {
		return new CliLoginTester(this.service, this.accounts, this.clientId, this.scopes, Map.copyOf(ids), this.proof);
	}

	/**
	 * Returns a tester whose CLI gives this proof. By default it gives none, unless the
	 * service demands one. A token without a proof has the limits of
	 * {@code clilogin.unproven}.
	 * @param proof the proof
	 * @return the tester, whose login fails if the service demands more
	 */
	public CliLoginTester proof(CliLoginProof proof) {
		return new CliLoginTester(this.service, this.accounts, this.clientId, this.scopes, this.choices, proof);
	}

	/**
	 * Logs in as a user with an account. Without a {@link UserDetailsService} the user
	 * has the authority {@code ROLE_USER}.
	 * @param username the user name
	 * @return the login
	 * @throws IllegalStateException if the login does not succeed. The message has the
	 * reason.
	 */
	public CollectedCliLogin login(String username) {
		UserDetailsService found = this.accounts.get();
		UserDetails account = (found != null) ? found.loadUserByUsername(username)
				: User.withUsername(username).password("").roles("USER").build();
		return login(UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities()));
	}

	/**
	 * Logs in as a user of any kind.
	 * @param user the user as signed in to the browser
	 * @return the login
	 * @throws IllegalStateException if the login does not succeed. The message has the
	 * reason.
	 */
	public CollectedCliLogin login(Authentication user) {
		CliLoginFlow flow = flow();
		KeptDeviceCode kept = (flow == CliLoginFlow.BROWSER) ? KeptDeviceCode.create() : null;
		StartResult.Started started = start(flow, kept);
		ReturnCode returnCode = confirm(started.login().id(), user);
		DeviceCode code = (kept != null) ? kept.code(started.login()) : Objects.requireNonNull(started.code());
		String credential = collect(code, returnCode);
		return new CollectedCliLogin(credential, this.service.get(code.id()).orElseThrow());
	}

	private CliLoginFlow flow() {
		Set<CliLoginFlow> flows = this.service.settings().flows();
		return flows.stream().filter((flow) -> flow != CliLoginFlow.BROWSER).findFirst().orElse(CliLoginFlow.BROWSER);
	}

	/** Gives the least proof that the service demands, unless the test has chosen one. */
	private StartResult.Started start(CliLoginFlow flow, @Nullable KeptDeviceCode kept) {
		StartResult result = start(flow, kept, (this.proof != null) ? this.proof : CliLoginProof.NONE);
		if (this.proof == null && result instanceof StartResult.ProofRequired) {
			result = start(flow, kept, CliLoginProof.TYPED);
		}
		if (this.proof == null && result instanceof StartResult.ScopeRequiresProof demanding) {
			result = start(flow, kept, demanding.proof());
		}
		if (result instanceof StartResult.Started started) {
			return started;
		}
		throw new IllegalStateException("The login was not started: " + result);
	}

	private StartResult start(CliLoginFlow flow, @Nullable KeptDeviceCode kept, CliLoginProof proof) {
		CliLoginRequest request = CliLoginRequest.builder(flow)
			.tenant(this.service.tenant())
			.clientId(this.clientId)
			.scopes(this.scopes)
			.returnMethods(methods(proof))
			.returnPort((proof == CliLoginProof.LOOPBACK) ? RETURN_PORT : null)
			.build();
		return this.service.start(request, (kept != null) ? kept.challenge() : null);
	}

	private static List<ReturnCode.Method> methods(CliLoginProof proof) {
		return switch (proof) {
			case NONE -> List.of();
			case TYPED -> List.of(ReturnCode.Method.CODE);
			case LOOPBACK -> List.of(ReturnCode.Method.LOOPBACK);
		};
	}

	private @Nullable ReturnCode confirm(String id, Authentication user) {
		DecisionResult result = this.service.confirm(id, user, ConfirmOptions.NONE.choices(this.choices));
		if (result instanceof DecisionResult.Decided decided) {
			return decided.returnCode();
		}
		throw new IllegalStateException("The login was not confirmed: " + result);
	}

	private String collect(DeviceCode code, @Nullable ReturnCode returnCode) {
		CollectResult result = (returnCode != null) ? this.service.collect(code, this.clientId, returnCode)
				: this.service.collect(code, this.clientId);
		if (result instanceof CollectResult.Collected collected) {
			return collected.credential();
		}
		throw new IllegalStateException("The credential was not collected: " + result);
	}

}
