package io.github.clilogin.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link CliLoginPaths}.
 */
class CliLoginPathsTests {

	@Test
	void everythingIsBelowTheBase() {
		assertThat(CliLoginPaths.under("/clilogin"))
			.isEqualTo(new CliLoginPaths("/clilogin/device", "/clilogin/token", "/clilogin/status", "/clilogin/cancel",
					"/clilogin/revoke", "/clilogin", "/clilogin/browser", "/clilogin/logins", "/clilogin/tokens"));
		assertThat(CliLoginPaths.under("/").device()).isEqualTo("/device");
	}

	@Test
	void twoEqualPathsAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CliLoginPaths("/a", "/a", "/c", "/d", "/e", "/f", "/g", "/h", "/i"))
			.withMessage("Two endpoints have the same path \"/a\"");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CliLoginPaths("/a", "/b", "/c", "/d", "/i/revoke", "/f", "/g", "/h", "/i"))
			.withMessage("Two endpoints have the same path \"/i/revoke\"");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CliLoginPaths("/f/confirm", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/i"))
			.withMessage("Two endpoints have the same path \"/f/confirm\"");
	}

	@Test
	void noPathIsBelowThePathOfLoginIds() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CliLoginPaths("/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/h/mine"))
			.withMessage("The path \"/h/mine\" is below \"/h\", which is reserved for the IDs of logins");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "clilogin", "/a/", "/a*", "/{a}", "/a?b", "/a b", "//a", "/a#b", "/a%20b", "/a;b" })
	void aPathIsPlain(String base) {
		assertThatIllegalArgumentException().isThrownBy(() -> CliLoginPaths.under(base))
			.withMessageStartingWith("The path");
	}

}
