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
			.withMessage("clilogin.paths.token must not be \"/a\", which clilogin.paths.device uses");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CliLoginPaths("/a", "/b", "/c", "/d", "/i/revoke", "/f", "/g", "/h", "/i"))
			.withMessage("clilogin.paths.revoke must not be \"/i/revoke\", which clilogin.paths.tokens uses");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CliLoginPaths("/f/confirm", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/i"))
			.withMessage("clilogin.paths.device must not be \"/f/confirm\", which clilogin.paths.page uses");
	}

	@Test
	void noPathIsBelowThePathOfLoginIds() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CliLoginPaths("/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/h/mine"))
			.withMessage("clilogin.paths.tokens must not be \"/h/mine\", because clilogin.paths.logins uses all paths "
					+ "below \"/h\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "clilogin", "/a/", "/a*", "/{a}", "/a?b", "/a b", "//a", "/a#b", "/a%20b", "/a;b" })
	void aPathIsPlain(String base) {
		assertThatIllegalArgumentException().isThrownBy(() -> CliLoginPaths.under(base))
			.withMessageStartingWith("clilogin.paths.base must ");
	}

}
