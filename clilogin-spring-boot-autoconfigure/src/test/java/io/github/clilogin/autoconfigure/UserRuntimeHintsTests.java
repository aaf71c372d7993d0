package io.github.clilogin.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

import io.github.clilogin.autoconfigure.store.CliLoginStoreAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the hints for a native image of an application without endpoints.
 */
class UserRuntimeHintsTests {

	@Test
	void usersOfAProviderAreRecognized() {
		RuntimeHints hints = ProcessedHints.of(CliLoginAutoConfiguration.class, CliLoginStoreAutoConfiguration.class);
		assertThat(RuntimeHintsPredicates.reflection().onType(OAuth2AuthenticationToken.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(OidcUser.class)).accepts(hints);
	}

}
