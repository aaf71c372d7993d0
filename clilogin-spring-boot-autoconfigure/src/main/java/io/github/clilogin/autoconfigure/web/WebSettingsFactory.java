package io.github.clilogin.autoconfigure.web;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import io.github.clilogin.CliLoginSettings.ProofPolicy;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.autoconfigure.CliLoginProperties.Paths;
import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;

/** Creates the settings of the endpoints from the properties. */
record WebSettingsFactory(CliLoginProperties properties) {

	private static final Logger logger = System.getLogger(CliLoginWebAutoConfiguration.class.getName());

	CliLoginWebSettings create(Clock clock) {
		checkConfirmation();
		return CliLoginProperties.checked(() -> new CliLoginWebSettings(paths(this.properties.paths()),
				this.properties.baseUrl(), this.properties.verificationUri(), this.properties.login().interval(),
				this.properties.login().maxWait(), this.properties.login().maxWaiting(),
				this.properties.login().userCodeParameter(), this.properties.limits().startsPerMinute(),
				this.properties.endpoints().allowedOrigins(), this.properties.login().maxSignInAge(), returnsCodes(),
				clock));
	}

	/** A renderer of the host application needs the switch of the page, too. */
	private boolean returnsCodes() {
		boolean frontEnd = this.properties.verificationUri() != null && this.properties.frontEnd().returns();
		return this.properties.endpoints().page() || frontEnd;
	}

	private void checkConfirmation() {
		boolean page = this.properties.endpoints().page();
		boolean frontEnd = this.properties.verificationUri() != null;
		boolean cli = this.properties.endpoints().cli();
		if (page && frontEnd) {
			throw new CliLoginConfigurationException(
					"clilogin.verification-uri and clilogin.endpoints.page are both set, but there can be only one "
							+ "confirmation page.",
					"Remove clilogin.verification-uri to use the built-in page, or set clilogin.endpoints.page=false.");
		}
		if (cli && !page && !frontEnd) {
			logger.log(Level.WARNING,
					"clilogin.endpoints.cli is enabled, but users have no page to confirm a login. Set "
							+ "clilogin.endpoints.page=true, or set clilogin.verification-uri to your own page");
		}
		if (cli && frontEnd && !returnsCodes() && this.properties.login().proof() == ProofPolicy.OFFERED) {
			logger.log(Level.INFO,
					"The page at clilogin.verification-uri returns no codes to CLIs, so "
							+ "clilogin.unproven.token-lifetime limits each token. When your page returns codes, set "
							+ "clilogin.front-end.returns=true");
		}
	}

	private static CliLoginPaths paths(Paths paths) {
		CliLoginPaths under = CliLoginPaths.under(paths.base());
		return new CliLoginPaths(either(paths.device(), under.device()), either(paths.token(), under.token()),
				either(paths.status(), under.status()), either(paths.cancel(), under.cancel()),
				either(paths.revoke(), under.revoke()), either(paths.page(), under.page()),
				either(paths.browser(), under.browser()), either(paths.logins(), under.logins()),
				either(paths.tokens(), under.tokens()));
	}

	private static String either(@Nullable String path, String fallback) {
		return StringUtils.hasText(path) ? path : fallback;
	}

}
