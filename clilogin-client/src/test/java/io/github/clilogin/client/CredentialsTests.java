package io.github.clilogin.client;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Credentials}.
 */
class CredentialsTests {

	@Test
	void theOriginOfTheTokenIsKept() {
		Credentials login = new Credentials("clt_secret", "Bearer", null, Set.of(), "ann");
		Credentials pasted = new Credentials("clt_secret", "Bearer", null, Set.of(), "ann", false);
		assertThat(login.isCollected()).isTrue();
		assertThat(Credentials.ofText(login.toText())).contains(login);
		assertThat(Credentials.ofText(pasted.toText())).contains(pasted);
		assertThat(pasted.toString()).contains("isCollected=false").doesNotContain("clt_secret");
	}

	@Test
	void credentialsWithoutTheMemberAreCollected() {
		assertThat(Credentials.ofText("{\"access_token\":\"clt_secret\",\"token_type\":\"Bearer\",\"scope\":\"\"}"))
			.hasValueSatisfying((credentials) -> assertThat(credentials.isCollected()).isTrue());
	}

}
