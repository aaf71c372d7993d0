package io.github.clilogin.autoconfigure.security;

import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.authentication.switchuser.SwitchUserFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginEvent.Summary;
import io.github.clilogin.CliUser;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an administrator who acts as another user by a {@link SwitchUserFilter}.
 */
class ImpersonationTests {

	private static final String[] SWITCHES = { "clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
			"clilogin.endpoints.logins=true", "clilogin.api.paths=/api/**" };

	@AutoClose
	private static final HostApplication host = HostApplication.start(Switching.class, SWITCHES);

	@AutoClose
	private static final HostApplication allowing = HostApplication.with(Switching.class)
		.properties(SWITCHES)
		.property("clilogin.login.impersonation", true)
		.start();

	private static TestBrowser rootAsAnn(HostApplication host) {
		TestBrowser browser = host.browser(TestBrowser.HTML).as("root");
		assertThat(browser.get("/act-as?username=ann").follow().html()).isEqualTo("ann");
		return browser;
	}

	@Test
	void pageNamesBothUsersAndOffersNoConfirmation() {
		TestCli cli = host.cli();
		TestBrowser browser = rootAsAnn(host);
		View page = browser.get(cli.path());
		assertThat(page.status()).isEqualTo(403);
		assertThat(page.heading()).isEqualTo("Acting as another user");
		assertThat(page.html())
			.contains("<p>Signed in as <strong><bdi>root</bdi></strong></p>",
					"<p>Acting as <strong><bdi>ann</bdi></strong></p>", "Try again")
			.doesNotContain(">Confirm</button>");
		browser.get("/stop-acting").follow();
		assertThat(browser.get(cli.path()).submit("/confirm").heading()).isEqualTo("Confirmed");
	}

	@Test
	void formOfTheOwnUserConfirmsNothingAfterTheSwitch() {
		TestCli cli = host.cli();
		TestBrowser browser = host.browser(TestBrowser.HTML);
		View review = browser.open(cli.path(), "root");
		browser.get("/act-as?username=ann");
		assertThat(review.submit("/confirm").heading()).isEqualTo("Acting as another user");
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
	}

	@Test
	void frontEndIsTold() {
		TestCli cli = host.cli();
		TestBrowser browser = rootAsAnn(host);
		View refused = browser.json("/clilogin/logins/" + cli.id() + "/confirm", "{}",
				"X-CSRF-TOKEN: " + browser.csrf());
		assertThat(refused.error()).isEqualTo("403 impersonation_denied");
		assertThat(cli.poll().error()).isEqualTo("400 authorization_pending");
	}

	@Test
	void pageAndEventNameBothUsersIfTheHostAllowsIt() {
		TestCli cli = allowing.cli();
		View review = rootAsAnn(allowing).get(cli.path());
		View confirmed = review.submit("/confirm");
		assertThat(confirmed.heading()).isEqualTo("Confirmed");
		for (View page : List.of(review, confirmed)) {
			assertThat(page.html()).contains("<bdi>root</bdi>", "<bdi>ann</bdi>");
		}
		CliUser owner = decided(allowing).owner();
		assertThat(owner).returns("ann", CliUser::id).returns("root", CliUser::actor);
		assertThat(allowing.loginOf(cli).owner()).isEqualTo(owner);
		assertThat(cli.call("/api/me", cli.token()).body()).isEqualTo("ann");
	}

	@ParameterizedTest
	@CsvSource({ "root", "ann" })
	void usersWhoActAsThemselvesAreNotAffected(String user) {
		TestCli cli = allowing.cli();
		View review = allowing.browser(TestBrowser.HTML).open(cli.path(), user);
		assertThat(review.html()).doesNotContain("Acting as");
		assertThat(review.submit("/confirm").heading()).isEqualTo("Confirmed");
		assertThat(decided(allowing).owner()).returns(user, CliUser::id).returns(null, CliUser::actor);
	}

	private static Summary decided(HostApplication host) {
		return host.events()
			.stream()
			.filter(CliLoginEvent.Decided.class::isInstance)
			.map((event) -> ((CliLoginEvent.Decided) event).login())
			.reduce((first, last) -> last)
			.orElseThrow();
	}

	/**
	 * A host whose administrator can act as any user.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainHost.class)
	static class Switching {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("root").password("{noop}demo").roles("USER", "ADMIN").build(),
					User.withUsername("ann").password("{noop}demo").roles("USER").build());
		}

		@Bean
		Customizer<HttpSecurity> switchUser(UserDetailsService users) {
			SwitchUserFilter filter = new SwitchUserFilter();
			filter.setUserDetailsService(users);
			filter.setSwitchUserMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/act-as"));
			filter.setExitUserMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/stop-acting"));
			filter.setTargetUrl("/api/me");
			filter.afterPropertiesSet();
			return (http) -> http.addFilter(filter);
		}

	}

}
