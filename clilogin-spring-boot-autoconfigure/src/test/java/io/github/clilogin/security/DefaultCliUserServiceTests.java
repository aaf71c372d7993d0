package io.github.clilogin.security;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DefaultCliUserService}.
 */
class DefaultCliUserServiceTests {

	private static final CliUser ANN = new CliUser("ann", "ann", "ann", "ann", null, Set.of("ROLE_USER"), true);

	@Test
	void userOfTheHostsAccountsIsRememberedToBeLoadedAgain() {
		assertThat(users(accounts(user().build())).remember(signedIn(user().build()))).isEqualTo(ANN);
	}

	@Test
	void factorAndScopeAuthoritiesAreNotRemembered() {
		UserDetails user = user().authorities("ROLE_USER", "FACTOR_PASSWORD", "SCOPE_read").build();
		assertThat(users(accounts(user)).remember(signedIn(user)).authorities()).containsExactly("ROLE_USER");
	}

	@Test
	void userIsASnapshotIfTheHostHasNoAccounts() {
		CliUser user = users(null).remember(signedIn(user().build()));
		assertThat(user.reloadable()).isFalse();
	}

	@Test
	void principalOtherThanUserDetailsIsASnapshot() {
		Authentication signedIn = UsernamePasswordAuthenticationToken.authenticated("ann", null, List.of());
		assertThat(users(accounts(user().build())).remember(signedIn).reloadable()).isFalse();
	}

	@Test
	void userOfAProviderIsKnownByProviderAndNameAndIsASnapshot() {
		CliUser user = users(accounts(user().build())).remember(provided(Map.of("id", "17", "login", "ann-example")));
		assertThat(user).isEqualTo(new CliUser("github:17", "ann-example", "17", Set.of("OAUTH2_USER"), false));
	}

	@ParameterizedTest
	@CsvSource({ "name, Ann Example", "login, ann-example", "preferred_username, ann" })
	void userOfAProviderIsShownByAReadableName(String attribute, String name) {
		assertThat(users(null).remember(provided(Map.of("id", "17", attribute, name))).name()).isEqualTo(name);
	}

	@Test
	void userOfAProviderWithoutANameIsShownByTheIdOfTheProvider() {
		assertThat(users(null).remember(provided(Map.of("id", "17", "name", " "))).name()).isEqualTo("17");
	}

	@Test
	void accountWithTheNameOfAProvidersIdHasAnotherId() {
		UserDetails other = User.withUsername("github:17").password("{noop}demo").roles("USER").build();
		CliUser user = users(accounts(other)).remember(signedIn(other));
		assertThat(user).isEqualTo(
				new CliUser(":github:17", "github:17", "github:17", "github:17", null, Set.of("ROLE_USER"), true));
		assertThat(user.id()).isNotEqualTo(users(null).remember(provided(Map.of("id", "17"))).id());
	}

	@ParameterizedTest
	@CsvSource({ "ann, ann", "github:17, :github:17", ":github:17, ::github:17", ":, ::" })
	void userOfTheHostsAccountsIsLoadedAgainByTheNameAtSignIn(String name, String id) {
		UserDetails details = User.withUsername(name).password("{noop}demo").roles("USER").build();
		CliUserService users = users(accounts(details));
		CliUser user = users.remember(signedIn(details));
		assertThat(user.id()).isEqualTo(id);
		assertThat(users.load(user)).get().returns(name, Authentication::getName);
	}

	@Test
	void snapshotIsRememberedAsTheSameUser() {
		CliUserService users = users(null);
		CliUser provided = users.remember(provided(Map.of("id", "17", "name", "Ann Example")));
		assertThat(users.remember(users.load(provided).orElseThrow())).isEqualTo(provided);
		CliUser local = users.remember(UsernamePasswordAuthenticationToken.authenticated("urn:ann", null, List.of()));
		assertThat(local.id()).isEqualTo(":urn:ann");
		assertThat(users.remember(users.load(local).orElseThrow())).isEqualTo(local);
	}

	@Test
	void anonymousUserIsRefused() {
		Authentication anonymous = new AnonymousAuthenticationToken("key", "anonymousUser",
				AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
		assertThatIllegalArgumentException().isThrownBy(() -> users(null).remember(anonymous));
	}

	@Test
	void loadedUserHasTheCurrentAuthorities() {
		UserDetails promoted = user().authorities("ROLE_USER", "ROLE_ADMIN").build();
		assertThat(users(accounts(promoted)).load(ANN)).hasValueSatisfying((user) -> {
			assertThat(user.getName()).isEqualTo("ann");
			assertThat(user.isAuthenticated()).isTrue();
			assertThat(user.getAuthorities()).extracting("authority").containsExactly("ROLE_ADMIN", "ROLE_USER");
		});
	}

	@Test
	void deletedOrLockedUserIsEmpty() {
		assertThat(users(new InMemoryUserDetailsManager()).load(ANN)).isEmpty();
		assertThat(users(accounts(user().accountLocked(true).build())).load(ANN)).isEmpty();
		assertThat(users(accounts(user().disabled(true).build())).load(ANN)).isEmpty();
		assertThat(users(accounts(user().accountExpired(true).build())).load(ANN)).isEmpty();
		assertThat(users(accounts(user().credentialsExpired(true).build())).load(ANN)).isEmpty();
	}

	@Test
	void failureToReadAccountsIsThrown() {
		UserDetailsService failing = (name) -> {
			throw new InternalAuthenticationServiceException("down");
		};
		assertThatExceptionOfType(InternalAuthenticationServiceException.class)
			.isThrownBy(() -> users(failing).load(ANN));
	}

	@Test
	void missingAccountServiceIsAnError() {
		assertThatIllegalStateException().isThrownBy(() -> users(null).load(ANN)).withMessageContaining("exactly one");
	}

	@ParameterizedTest
	@CsvSource({ "ann@example.com, 17", "Ann, ann", "ann, ann" })
	void loadedUserHasTheNameOfTheSignIn(String signedInName, String accountName) {
		UserDetails account = User.withUsername(accountName).password("{noop}demo").roles("USER").build();
		CliUserService users = users((name) -> account);
		Authentication signedIn = new UsernamePasswordAuthenticationToken(account, null, account.getAuthorities()) {

			@Override
			public String getName() {
				return signedInName;
			}

		};
		assertThat(users.load(users.remember(signedIn))).hasValueSatisfying((user) -> {
			assertThat(user.getName()).isEqualTo(signedInName);
			assertThat(user.getPrincipal()).isEqualTo(account);
		});
	}

	@Test
	void accountOfAnotherUserIsNotLoaded() {
		UserDetails ann = User.withUsername("ann").password("{noop}demo").roles("ADMIN").build();
		UserDetails mallory = User.withUsername("ann@example.com").password("{noop}demo").roles("USER").build();
		CliUserService users = users((email) -> email.equals("ann@example.com") ? ann : mallory);
		assertThat(users.load(users.remember(signedIn(mallory)))).isEmpty();
	}

	@Test
	void userOfAnotherServiceIsLoadedWithAnyAccountName() {
		UserDetails account = User.withUsername("ann").password("{noop}demo").roles("USER").build();
		CliUser folded = new CliUser("ann", "Ann", "Ann", Set.of("ROLE_USER"), true);
		assertThat(users(accounts(account)).load(folded)).get().returns("Ann", Authentication::getName);
	}

	@Test
	void userWithoutStoredNameIsLoadedAsBefore() {
		UserDetails account = User.withUsername("github:17").password("{noop}demo").roles("USER").build();
		CliUser stored = new CliUser(":github:17", "github:17", Set.of("ROLE_USER"), true);
		assertThat(users(accounts(account)).load(stored)).get().returns("github:17", Authentication::getName);
	}

	@ParameterizedTest
	@CsvSource({ "ann", "urn:example:17", ":17" })
	void snapshotHasTheNameOfTheSignIn(String name) {
		CliUserService users = users(null);
		Authentication signedIn = UsernamePasswordAuthenticationToken.authenticated(name, null, List.of());
		assertThat(users.load(users.remember(signedIn))).get().returns(name, Authentication::getName);
		assertThat(users.load(users.remember(provided(Map.of("id", "17"))))).get()
			.returns("17", Authentication::getName);
	}

	@Test
	void snapshotWithoutStoredNameHasTheId() {
		CliUser snapshot = new CliUser("github:17", "Ann Example", Set.of("OAUTH2_USER"), false);
		assertThat(users(accounts(user().build())).load(snapshot)).hasValueSatisfying((user) -> {
			assertThat(user.getPrincipal()).isEqualTo(snapshot);
			assertThat(user.getName()).isEqualTo("github:17");
			assertThat(user.getAuthorities()).extracting("authority").containsExactly("OAUTH2_USER");
			assertThat(user.isAuthenticated()).isTrue();
		});
	}

	@Test
	void accountServiceIsLookedUpAtFirstUse() {
		assertThat(CliLoginSecurity.userService(() -> {
			throw new IllegalStateException("too early");
		})).isNotNull();
	}

	private static CliUserService users(@Nullable UserDetailsService accounts) {
		return CliLoginSecurity.userService(() -> accounts);
	}

	private static UserDetailsService accounts(UserDetails user) {
		return (name) -> new InMemoryUserDetailsManager(user).loadUserByUsername(name);
	}

	private static User.UserBuilder user() {
		return User.withUsername("ann").password("{noop}demo").roles("USER");
	}

	private static Authentication signedIn(UserDetails user) {
		return UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities());
	}

	private static Authentication provided(Map<String, Object> attributes) {
		DefaultOAuth2User user = new DefaultOAuth2User(AuthorityUtils.createAuthorityList("OAUTH2_USER", "SCOPE_read"),
				attributes, "id");
		return new OAuth2AuthenticationToken(user, user.getAuthorities(), "github");
	}

}
