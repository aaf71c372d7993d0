package io.github.clilogin.conformance.page;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;
import io.github.clilogin.CliLoginRepository;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;

/**
 * A host with moods: what the sample application alone never comes to.
 */
@Configuration(proxyBeanMethods = false)
class HostConfiguration {

	/** The program for which the host never hands anything over. */
	static final String REFUSED = "refused";

	/** The program for which the host fails. */
	static final String BROKEN = "broken";

	/** A request with this header meets no security filter chain. */
	static final String NOT_COVERED = "X-Not-Covered";

	/** Whether the store is down. */
	static volatile boolean storeFails;

	@Bean
	CliCredentialMapper mapper() {
		return (user, login) -> switch (String.valueOf(login.request().clientId())) {
			case REFUSED -> CliCredential.refuse("Not on <Sundays>");
			case BROKEN -> throw new IllegalStateException("The host's mapper fails, as it was told to");
			default -> CliCredential.token();
		};
	}

	@Bean
	WebSecurityCustomizer notCovered() {
		return (web) -> web.ignoring().requestMatchers((request) -> request.getHeader(NOT_COVERED) != null);
	}

	@Bean
	static BeanPostProcessor storeThatFails() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof CliLoginRepository store) ? failing(store) : bean;
			}

		};
	}

	private static CliLoginRepository failing(CliLoginRepository store) {
		Class<?> type = CliLoginRepository.class;
		return (CliLoginRepository) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					if (storeFails) {
						throw new IllegalStateException("The store is down, as it was told to be");
					}
					try {
						return method.invoke(store, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

}
