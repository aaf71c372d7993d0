package io.github.clilogin.test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginProof;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.CliUser;
import io.github.clilogin.hpke.HpkeSealer;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.test.autoconfigure.CliLoginTesterAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link CliLoginTester}.
 */
class CliLoginTesterTests {

	private static CliLoginService.Builder builder() {
		return CliLoginService.builder(MemoryCliLogins.repository(), CliLoginSecurity.userService(() -> null));
	}

	private static CliLoginSettings settings(CliLoginFlow... flows) {
		CliLoginSettings defaults = CliLoginSettings.defaults();
		return new CliLoginSettings(Set.of(flows), defaults.lifetime(), defaults.collectWindow(), defaults.maxPending(),
				Set.of("read", "write"), Map.of("acme", "Acme"), defaults.proof(), defaults.token());
	}

	@Test
	void aLoginHasAValidToken() {
		CliLoginService service = builder().build();
		CollectedCliLogin login = CliLoginTester.of(service).login("ann");
		CliTokenAuthentication user = service.authenticate(login.credential()).orElseThrow();
		assertThat(user.getName()).isEqualTo("ann");
		assertThat(user.getLogin().id()).isEqualTo(login.login().id());
		assertThat(login.login().status()).isEqualTo(CliLoginStatus.COLLECTED);
		assertThat(user.getAuthorities()).extracting("authority").containsExactly("ROLE_USER", "FACTOR_BEARER");
	}

	@Test
	void aLoginHasTheRequestedScopesAndTheFirstClient() {
		CliLoginService service = builder().settings(settings(CliLoginFlow.CODE)).build();
		CollectedCliLogin login = CliLoginTester.of(service).scopes("read").login("ann");
		assertThat(login.login().request().clientId()).isEqualTo("acme");
		assertThat(service.authenticate(login.credential()).orElseThrow().getAuthorities()).extracting("authority")
			.containsExactly("SCOPE_read", "FACTOR_BEARER");
	}

	@Test
	void aLoginHasTheChoicesOfTheTest() {
		CliLoginChoice acme = new CliLoginChoice("org-1", "Acme", "Organization");
		CliLoginChoice globex = new CliLoginChoice("org-2", "Globex", "Organization");
		CliLoginService service = builder().choices((user, login) -> List.of(acme, globex)).build();
		assertThat(CliLoginTester.of(service).choices(Map.of("Organization", "org-2")).login("ann").login().choices())
			.containsExactly(globex);
		assertThatIllegalStateException().isThrownBy(() -> CliLoginTester.of(service).login("ann"))
			.withMessageStartingWith("The login was not confirmed: InvalidChoice");
	}

	@Test
	void aLoginGetsTheCredentialOfTheHostOpened() {
		CliLoginService service = builder().mapper((user, login) -> CliCredential.of("secret of " + user.getName()))
			.sealer(HpkeSealer.create())
			.build();
		CollectedCliLogin login = CliLoginTester.of(service).login("ann");
		assertThat(login.credential()).isEqualTo("secret of ann");
		assertThat(login.toString()).doesNotContain("secret");
	}

	@Test
	void aHostWithTheFlowBrowserOnlyDeliversBothKindsOfCredential() {
		CliLoginService.Builder builder = builder().settings(settings(CliLoginFlow.BROWSER))
			.sealer(HpkeSealer.create());
		CliLoginService tokens = builder.build();
		assertThat(tokens.authenticate(CliLoginTester.of(tokens).login("ann").credential())).isPresent();
		CliLoginService own = builder.mapper((user, login) -> CliCredential.of("secret")).build();
		assertThat(CliLoginTester.of(own).login("ben").credential()).isEqualTo("secret");
	}

	@ParameterizedTest
	@EnumSource
	void aLoginHasTheProofThatTheServiceDemands(CliLoginFlow flow) {
		CliLoginSettings settings = settings(flow).withProof(CliLoginSettings.ProofPolicy.REQUIRED)
			.withDemands(new CliLoginSettings.Demands(Map.of(), Map.of("write", CliLoginProof.LOOPBACK)));
		CliLoginService service = builder().settings(settings).build();
		CollectedCliLogin login = CliLoginTester.of(service).scopes("write").login("ann");
		assertThat(login.login().proof()).isEqualTo(CliLoginProof.LOOPBACK);
		assertThat(service.authenticate(login.credential()).orElseThrow().getProof()).isEqualTo(CliLoginProof.LOOPBACK);
	}

	@Test
	void aLoginHasNoProofAndTheLimitsForItUnlessTheTestAsksForOne() {
		CliLoginService service = builder().build();
		CliLogin plain = CliLoginTester.of(service).login("ann").login();
		assertThat(plain.proof()).isEqualTo(CliLoginProof.NONE);
		assertThat(lifetime(plain)).isEqualTo(Duration.ofDays(7));
		for (CliLoginProof proof : List.of(CliLoginProof.TYPED, CliLoginProof.LOOPBACK)) {
			CliLogin proven = CliLoginTester.of(service).proof(proof).login("ann").login();
			assertThat(proven.proof()).isEqualTo(proof);
			assertThat(lifetime(proven)).isGreaterThan(Duration.ofDays(7));
		}
	}

	private static Duration lifetime(CliLogin login) {
		return Duration.between(Objects.requireNonNull(login.decision()).at(),
				Objects.requireNonNull(Objects.requireNonNull(login.issuedCredential()).expiresAt()));
	}

	@Test
	void aLoginHasTheLeastProofThatTheServiceDemands() {
		CliLoginService service = builder()
			.settings(CliLoginSettings.defaults().withProof(CliLoginSettings.ProofPolicy.REQUIRED))
			.build();
		assertThat(CliLoginTester.of(service).login("ann").login().proof()).isEqualTo(CliLoginProof.TYPED);
		assertThatIllegalStateException()
			.isThrownBy(() -> CliLoginTester.of(service).proof(CliLoginProof.NONE).login("ann"))
			.withMessage("The login was not started: ProofRequired[]");
	}

	@Test
	void aLoginHasTheTenantOfTheService() {
		CliLoginService service = builder().build();
		CollectedCliLogin login = CliLoginTester.of(service.forTenant("alpha")).login("ann");
		assertThat(login.login().request().tenant()).isEqualTo("alpha");
		assertThat(service.forTenant("alpha").authenticate(login.credential())).isPresent();
		assertThat(service.authenticate(login.credential())).isEmpty();
	}

	@Test
	void aTesterDoesNotChange() {
		CliLoginService service = builder().settings(settings(CliLoginFlow.CONFIRM)).build();
		CliLoginTester tester = CliLoginTester.of(service);
		tester.scopes("read").clientId("other");
		assertThat(tester.login("ann").login().request().scopes()).isEmpty();
	}

	@Test
	void aLoginThatDoesNotSucceedIsAnErrorWithTheReason() {
		CliLoginTester tester = CliLoginTester.of(builder().settings(settings(CliLoginFlow.CONFIRM))
			.mapper((user, login) -> CliCredential.refuse("Contractors may not use the CLI"))
			.build());
		assertThatIllegalStateException().isThrownBy(() -> tester.login("ann"))
			.withMessage("The login was not confirmed: Refused[message=Contractors may not use the CLI]");
		assertThatIllegalStateException().isThrownBy(() -> tester.scopes("raed").login("ann"))
			.withMessage("The login was not started: UnknownScope[scope=raed]");
		assertThatIllegalStateException().isThrownBy(() -> tester.clientId(null).login("ann"))
			.withMessage("The login was not started: ClientNotAllowed[]");
	}

	@Test
	void aUserOfAnyKindLogsIn() {
		CliLoginService service = builder().build();
		String token = CliLoginTester.of(service).login(TestUsers.user("cid")).credential();
		assertThat(service.authenticate(token).orElseThrow().getPrincipal()).isInstanceOf(CliUser.class);
	}

	@Test
	void anApplicationHasATesterThatUsesItsAccountsAndItsMapper() {
		CliCredentialMapper mapper = (user, login) -> CliCredential.token(Duration.ofHours(1), Set.of());
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(CliLoginTesterAutoConfiguration.class,
					io.github.clilogin.autoconfigure.CliLoginAutoConfiguration.class,
					io.github.clilogin.autoconfigure.store.CliLoginStoreAutoConfiguration.class))
			.withPropertyValues("clilogin.store=memory")
			.withBean(CliCredentialMapper.class, () -> mapper)
			.withBean(UserDetailsService.class,
					() -> new InMemoryUserDetailsManager(
							User.withUsername("ann").password("").authorities("ROLE_ADMIN").build()))
			.run((context) -> {
				CliLoginTester tester = context.getBean(CliLoginTester.class);
				CollectedCliLogin login = tester.login("ann");
				assertThat(context.getBean(CliLoginService.class)
					.authenticate(login.credential())
					.orElseThrow()
					.getAuthorities()).extracting("authority").containsExactly("ROLE_ADMIN", "FACTOR_BEARER");
				assertThat(login.login().issuedCredential()).isNotNull();
				assertThatExceptionOfType(UsernameNotFoundException.class).isThrownBy(() -> tester.login("ben"));
			});
	}

	@Test
	void anApplicationWithoutLoginsHasNoTester() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CliLoginTesterAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CliLoginTester.class));
	}

}
