package io.github.clilogin.security;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.SpringVersion;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the user service works with spring-security-core alone, without filter
 * chains and OAuth 2.0.
 */
class WithoutWebTests {

	@Test
	void userIsRememberedAndLoadedWithoutAnyClassOfAWebApplication() throws Exception {
		try (URLClassLoader loader = coreOnly()) {
			assertThatExceptionOfType(ClassNotFoundException.class)
				.isThrownBy(() -> loader.loadClass("org.springframework.security.config.Customizer"));
			Object probe = loader.loadClass(Probe.class.getName()).getConstructor().newInstance();
			assertThat(((Callable<?>) probe).call()).isEqualTo("ann");
		}
	}

	private static URLClassLoader coreOnly() {
		URL[] urls = Stream
			.of(Probe.class, CliLoginSecurity.class, Authentication.class, SpringVersion.class, NullMarked.class,
					LogFactory.class, ApplicationContext.class, BeanFactory.class)
			.map((type) -> type.getProtectionDomain().getCodeSource().getLocation())
			.toArray(URL[]::new);
		return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
	}

	/**
	 * Uses the user service like a host without a web application.
	 */
	public static class Probe implements Callable<String> {

		@Override
		public String call() {
			CliUserService users = CliLoginSecurity.userService(() -> null);
			Authentication ann = UsernamePasswordAuthenticationToken.authenticated("ann", null,
					AuthorityUtils.createAuthorityList("ROLE_USER"));
			if (CliUser.actorOf(ann).isPresent()) {
				return "acting";
			}
			return users.load(users.remember(ann)).orElseThrow().getName();
		}

	}

}
