package io.github.clilogin.autoconfigure;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.context.reactive.ConfigurableReactiveWebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import org.springframework.security.core.userdetails.UserDetailsService;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.CliUserService;
import io.github.clilogin.CredentialSealer;
import io.github.clilogin.security.CliLoginSecurity;

/** {@link EnableAutoConfiguration Auto-configuration} for {@link CliLoginService}. */
@AutoConfiguration(afterName = "org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration")
@ImportRuntimeHints(UserRuntimeHints.class)
@EnableConfigurationProperties(CliLoginProperties.class)
public final class CliLoginAutoConfiguration {

	private static final Logger logger = System.getLogger(CliLoginAutoConfiguration.class.getName());

	private static final CliCredentialMapper TOKENS = (user, login) -> CliCredential.token();

	@Bean
	@ConditionalOnMissingBean
	CliLoginService cliLoginService(CliLoginRepository repository, CliCredentialMapper mapper, CliUserService users,
			ObjectProvider<CliLoginChoices> choices, ObjectProvider<CredentialSealer> sealer,
			CliLoginProperties properties, @Qualifier("cliLoginClock") ObjectProvider<Clock> clock,
			ApplicationEventPublisher events, Environment environment) {
		ClientKeys.check(environment);
		CliLoginSettings settings = properties.toSettings();
		warnOfLaxClients(settings);
		CliLoginService.Builder builder = CliLoginService.builder(repository, users)
			.mapper(mapper)
			.sealer(sealer(mapper, sealer, environment))
			.settings(settings)
			.impersonation(properties.login().impersonation())
			.clock(clock.getIfAvailable(Clock::systemUTC))
			.listener(events::publishEvent);
		choices.ifAvailable(builder::choices);
		return builder.build();
	}

	private static void warnOfLaxClients(CliLoginSettings settings) {
		settings.demands().clients().forEach((clientId, proof) -> {
			if (proof.compareTo(settings.proof()) < 0) {
				logger.log(Level.WARNING,
						"clilogin.clients." + clientId
								+ ".proof demands less than clilogin.login.proof. An attacker can "
								+ "use this client ID, because client IDs are public. So the server demands only as "
								+ "much as its laxest client");
			}
		});
	}

	private static @Nullable CredentialSealer sealer(CliCredentialMapper mapper,
			ObjectProvider<CredentialSealer> sealers, Environment environment) {
		CredentialSealer sealer = sealers.getIfAvailable();
		if (sealer == null && isOwn(mapper) && !EnabledSwitches.of(environment).all().isEmpty()) {
			logger.log(Level.WARNING,
					"The CliCredentialMapper bean can only issue tokens. If it returns CliCredential.of(...), add the "
							+ "dependency org.bouncycastle:bcprov-jdk18on, or define a CredentialSealer bean");
		}
		return sealer;
	}

	/** Returns whether the application defines the mapper, even behind a proxy. */
	private static boolean isOwn(CliCredentialMapper mapper) {
		return AopUtils.getTargetClass(mapper) != TOKENS.getClass();
	}

	@Bean
	@ConditionalOnMissingBean
	CliCredentialMapper cliCredentialMapper() {
		return TOKENS;
	}

	@Bean
	@ConditionalOnMissingBean
	CliUserService cliUserService(ObjectProvider<UserDetailsService> accounts) {
		return CliLoginSecurity.userService(accounts::getIfUnique);
	}

	/** Serves nothing in a WebFlux application. Elsewhere it has no switches. */
	@Bean
	static UnservedSwitches cliLoginUnservedSwitches(Environment environment) {
		boolean reactive = environment instanceof ConfigurableReactiveWebEnvironment;
		return new UnservedSwitches(reactive ? EnabledSwitches.of(environment).all() : List.of(),
				"but clilogin serves no endpoints and accepts no tokens in a WebFlux application.",
				"Remove these properties. To serve logins by endpoints of your own, use the CliLoginService bean.");
	}

	/** Serves no endpoints. The API accepts tokens. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnMissingBean(type = "org.springframework.web.servlet.DispatcherServlet")
	static class WithoutSpringMvcConfiguration {

		@Bean
		static UnservedSwitches cliLoginUnservedEndpoints(Environment environment) {
			return new UnservedSwitches(EnabledSwitches.of(environment).endpoints(),
					"but the application has no DispatcherServlet of Spring MVC.",
					"Add spring-boot-starter-webmvc, or remove these properties.");
		}

	}

	/** Serves nothing, because nothing would protect it. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnMissingClass("org.springframework.security.config.annotation.web.builders.HttpSecurity")
	static class WithoutSpringSecurityConfiguration {

		@Bean
		static UnservedSwitches cliLoginUnprotectedSwitches(Environment environment) {
			return new UnservedSwitches(EnabledSwitches.of(environment).all(),
					"but Spring Security is not on the class path.",
					"Add spring-boot-starter-security, or remove these properties.");
		}

	}

}
