package io.github.clilogin;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.security.core.Authentication;

import io.github.clilogin.CliLoginTransition.Collect;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.store.Field;
import io.github.clilogin.test.SampleLogins;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests {@link CliLoginService#forTenant}.
 */
class TenantServiceTests {

	private static final Authentication ANN = TestUsers.user("ann");

	private final CliLoginRepository repository = MemoryCliLogins.repository();

	private final CliLoginService none = TestLogins.builder(this.repository, new TestUsers((id) -> id)).build();

	private final CliLoginService alpha = this.none.forTenant("alpha");

	private final CliLoginService beta = this.alpha.forTenant("beta");

	private static StartResult.Started startAt(CliLoginService service) {
		CliLoginRequest request = CliLoginRequest.builder(CliLoginFlow.CONFIRM).tenant(service.tenant()).build();
		return (StartResult.Started) service.start(request);
	}

	private static String tokenAt(CliLoginService service) {
		StartResult.Started started = startAt(service);
		assertThat(service.confirm(started.login().id(), ANN)).isInstanceOf(DecisionResult.Decided.class);
		return ((CollectResult.Collected) service.collect(code(started), null)).credential();
	}

	private static DeviceCode code(StartResult.Started started) {
		return Optional.ofNullable(started.code()).orElseThrow();
	}

	@Test
	void theSameTenantIsTheSameService() {
		assertThat(this.none.forTenant("")).isSameAs(this.none);
		assertThat(this.alpha.forTenant("alpha")).isSameAs(this.alpha);
		assertThat(this.alpha.forTenant("").tenant()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> this.none.forTenant("a/b"));
	}

	@Test
	void aRequestOfAnotherTenantIsNotStarted() {
		CliLoginRequest request = CliLoginRequest.builder(CliLoginFlow.CONFIRM).tenant("alpha").build();
		assertThatIllegalArgumentException().isThrownBy(() -> this.none.start(request))
			.withMessageContaining("forTenant");
		assertThatIllegalArgumentException().isThrownBy(() -> this.beta.start(request));
		assertThat(this.alpha.start(request)).isInstanceOf(StartResult.Started.class);
	}

	@Test
	void aLoginIsUnknownWithoutItsTenant() {
		for (CliLoginService other : new CliLoginService[] { this.none, this.beta }) {
			StartResult.Started started = startAt(this.alpha);
			CliLogin login = started.login();
			CliUser user = other.remember(ANN);
			assertThat(other.review(login.userCode(), ANN)).isEmpty();
			assertThat(other.reviewById(login.id(), ANN)).isEmpty();
			assertThat(this.alpha.review(login.userCode(), user)).isEmpty();
			assertThat(this.alpha.reviewById(login.id(), user)).isEmpty();
			assertThat(other.confirm(login.id(), ANN)).isInstanceOf(DecisionResult.NotFound.class);
			assertThat(other.confirm(login.id(), ANN, CliCredential.token()))
				.isInstanceOf(DecisionResult.NotFound.class);
			assertThat(other.reject(login.id(), ANN, null)).isInstanceOf(DecisionResult.NotFound.class);
			assertThat(other.collect(code(started), null)).isInstanceOf(CollectResult.Unknown.class);
			assertThat(other.cancel(code(started), null)).isFalse();
			assertThat(this.alpha.collect(code(started), null)).isInstanceOf(CollectResult.Pending.class);
			assertThat(other.review(login.userCode(), this.alpha.remember(ANN))).isPresent();
		}
	}

	@Test
	void aTokenIsInvalidWithoutItsTenant() {
		String token = tokenAt(this.alpha);
		assertThat(this.none.authenticate(token)).isEmpty();
		assertThat(this.beta.authenticate(token)).isEmpty();
		assertThat(this.none.revoke(token)).isFalse();
		assertThat(this.beta.revoke(token)).isFalse();
		assertThat(this.alpha.authenticate(token)).hasValueSatisfying((user) -> {
			assertThat(user.getOwnerId()).isEqualTo(this.alpha.ownerOf(ANN)).isEqualTo("//alpha/ann");
			assertThat(this.none.ownerOf(user)).isEqualTo("//alpha/ann");
		});
		assertThat(this.alpha.revoke(token)).isTrue();
		assertThat(this.alpha.authenticate(token)).isEmpty();
	}

	@Test
	void aTokenWithoutATenantIsInvalidInEachTenant() {
		String token = tokenAt(this.none);
		assertThat(this.alpha.authenticate(token)).isEmpty();
		assertThat(this.none.authenticate(token)).isPresent();
	}

	@Test
	void usersOfTheSameNameRevokeTheirOwnLogins() {
		String alpha = tokenAt(this.alpha);
		String beta = tokenAt(this.beta);
		assertThat(this.beta.logins(this.beta.ownerOf(ANN))).hasSize(1);
		assertThat(this.alpha.revokeAll(CliUser.ownerId("beta", "ann"))).isEqualTo(1);
		assertThat(this.alpha.authenticate(alpha)).isPresent();
		assertThat(this.beta.authenticate(beta)).isEmpty();
	}

	@Test
	void aUserNameThatLooksLikeAnOwnerOfATenantIsAnotherOwner() {
		tokenAt(this.alpha);
		Authentication ann = TestUsers.user("//alpha/ann");
		assertThat(this.none.ownerOf(ann)).isEqualTo(CliUser.ownerId("", "//alpha/ann")).isNotEqualTo("//alpha/ann");
		assertThat(this.none.logins(this.none.ownerOf(ann))).isEmpty();
		assertThat(this.none.remember(ann)).returns("", CliUser::tenant).returns("//alpha/ann", CliUser::idInTenant);
		assertThat(this.none.reviewById(startAt(this.alpha).login().id(), ann)).isEmpty();
	}

	/** An older version stored such an owner as it is. */
	@Test
	void aTokenWhoseOwnerHasAnotherTenantThanTheLoginIsInvalid() {
		CliLogin login = startAt(this.none).login();
		CliUser owner = new CliUser("//alpha/ann", "Ann", Set.of(), false);
		this.repository.apply(login.id(), SampleLogins.confirm(owner, login.createdAt()));
		Collect collect = SampleLogins.collect(login, login.createdAt());
		String token = new TokenFormat("clt_").write(new byte[32]);
		this.repository.apply(login.id(),
				new Collect(Sha256.hex(token), collect.tokenExpiresAt(), collect.redeliverUntil(), collect.now()));
		assertThat(this.repository.findByTokenHash(Sha256.hex(token))).isPresent();
		assertThat(this.none.authenticate(token)).isEmpty();
		assertThat(this.alpha.authenticate(token)).isEmpty();
	}

	@Test
	void theHostApplicationDecidesAboutTheLoginsOfAllTenants() {
		CliLogin login = startAt(this.alpha).login();
		assertThat(this.none.get(login.id())).isPresent();
		assertThat(this.beta.reject(login.id(), null, null)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(this.beta.delete(login.id())).isTrue();
	}

	@Test
	void anIdInATenantMustNotBeEmpty() {
		CliLogin login = startAt(this.alpha).login();
		assertThat(this.alpha.confirm(login.id(), TestUsers.user("")))
			.isInstanceOf(DecisionResult.AccountUnavailable.class);
		assertThat(this.alpha.confirm(login.id(), TestUsers.user("a".repeat(248))))
			.isInstanceOf(DecisionResult.AccountUnavailable.class);
		assertThat(this.alpha.confirm(login.id(), TestUsers.user("a".repeat(247))))
			.isInstanceOf(DecisionResult.Decided.class);
	}

	@Test
	void aLoginWithoutATenantStoresNone() {
		CliLogin login = startAt(this.none).login();
		this.none.confirm(login.id(), ANN);
		Map<Field, Object> stored = this.repository.findById(login.id()).orElseThrow().row().values();
		assertThat(stored).doesNotContainKey(Field.TENANT).containsEntry(Field.OWNER, "ann");
		assertThat(startAt(this.alpha).login().row().values()).containsEntry(Field.TENANT, "alpha");
	}

}
