package io.github.clilogin.web.page;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.StartResult;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.TestMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host with a form login on a real server, and the browser of a user.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AbstractPageTests {

	public static final String PAGE = "/clilogin";

	private @Nullable HostApplication host;

	public HostApplication.Builder builder() {
		return ControlledHost.with()
			.properties("spring.application.name=Acme & Co", "clilogin.login.scopes=read,write",
					"clilogin.unproven.same-network=allow")
			.configuration(FormLogin.class);
	}

	@BeforeAll
	public void startHost() {
		this.host = builder().start();
	}

	@AfterAll
	public void stopHost() {
		host().close();
	}

	@AfterEach
	public void mend() {
		host().store().fail(false);
		host().bean(TestMapper.class).reset();
		// Past the limits that another test has reached
		host().clock().advance(Duration.ofMinutes(10));
	}

	public final HostApplication host() {
		return Objects.requireNonNull(this.host);
	}

	public final TestBrowser browser() {
		return host().browser();
	}

	public final StartResult.Started start(CliLoginFlow flow, @Nullable String device, String... scopes) {
		CliLoginRequest request = CliLoginRequest.builder(flow)
			.clientId("acme")
			.clientVersion("1.4")
			.deviceName(device)
			.scopes(Set.of(scopes))
			.remoteAddress("203.0.113.7")
			.build();
		return host().logins().start(request);
	}

	public final CliLogin start(CliLoginFlow flow) {
		return start(flow, "ann-laptop").login();
	}

	public final CliLogin start() {
		return start(CliLoginFlow.CONFIRM);
	}

	public final CliLoginStatus status(CliLogin login) {
		return host().service().get(login.id()).map(CliLogin::status).orElseThrow();
	}

	public static String link(CliLogin login) {
		return PAGE + "?user_code=" + login.displayedUserCode();
	}

	/** Returns the page after Ann has opened the link. */
	public final View review(CliLogin login) {
		View review = browser().as("ann").get(link(login));
		assertThat(review.heading()).isEqualTo("Log in to Acme &amp; Co from the command line?");
		return review;
	}

	/**
	 * A form login that remembers users, and texts of the host application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class FormLogin {

		@Bean
		StaticMessageSource messageSource() {
			StaticMessageSource texts = new StaticMessageSource();
			texts.setUseCodeAsDefaultMessage(true);
			texts.addMessage("clilogin.scope.read", Locale.ENGLISH, "read your <things>");
			return texts;
		}

		@Bean
		UserDetailsService users() {
			return (name) -> User.withUsername(name).password("{noop}demo").roles("USER").build();
		}

		@Bean
		@Order(-1)
		SecurityFilterChain formLogin(HttpSecurity http) {
			return http.securityMatcher("/clilogin", "/clilogin/**", "/login", "/logout")
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.formLogin(Customizer.withDefaults())
				.rememberMe((remember) -> remember.alwaysRemember(true).key("test"))
				.build();
		}

	}

}
