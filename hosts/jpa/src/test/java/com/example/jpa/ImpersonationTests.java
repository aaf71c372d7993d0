package com.example.jpa;

import java.util.List;

import com.example.login.Answer;
import com.example.login.Browser;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.authentication.switchuser.SwitchUserFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Acts as another user by a {@link SwitchUserFilter}.
 */
class ImpersonationTests {

	@AutoClose
	private static RunningHost host;

	@BeforeAll
	static void start() {
		host = RunningHost.start(List.of(JpaApplication.class, Switching.class), RunningHost.LOGIN);
	}

	@Test
	void anAdministratorWhoActsAsAUserCannotConfirmForThatUser() {
		Terminal terminal = new Terminal(host.url());
		Answer login = terminal.start();
		Browser browser = new Browser();
		browser.signIn(browser.open(host.url() + "/login"), "root");
		assertThat(browser.open(host.url() + "/act-as?username=ann").body()).isEqualTo("ann");

		Answer review = browser.open(login.field("verification_uri_complete"));
		assertThat(review.body()).contains("You are acting as another user, so you cannot confirm a login.")
			.doesNotContain(">Confirm</button>");
		assertThat(terminal.poll(login).body()).contains("authorization_pending");
	}

	/** Adds the filter to the chain of the application. */
	static class Switching {

		@Bean
		Customizer<HttpSecurity> switchUser(UserDetailsService users) {
			SwitchUserFilter filter = new SwitchUserFilter();
			filter.setUserDetailsService(users);
			filter.setSwitchUserMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/act-as"));
			filter.setTargetUrl("/api/me");
			filter.afterPropertiesSet();
			return (http) -> http.addFilter(filter);
		}

	}

}
