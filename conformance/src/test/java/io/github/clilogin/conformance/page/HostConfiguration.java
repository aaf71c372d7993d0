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
 * Configures a host application that refuses, fails or loses its store on request.
 */
@Configuration(proxyBeanMethods = false)
class HostConfiguration {

	/** The client ID that the host application refuses. */
	static final String REFUSED = "refused";

	/** The client ID for which the host application fails. */
	static final String BROKEN = "broken";

	/** The header of a request that no security filter chain covers. */
	static final String NOT_COVERED = "X-Not-Covered";

	/** Makes the store fail. */
	static volatile boolean storeFails;

	@Bean
	CliCredentialMapper mapper() {
		return (user, login) -> switch (String.valueOf(login.request().clientId())) {
			case REFUSED -> CliCredential.refuse("Not on <Sundays>");
			case BROKEN -> throw new IllegalStateException("The mapper fails for this test");
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
						throw new IllegalStateException("The store fails for this test");
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
