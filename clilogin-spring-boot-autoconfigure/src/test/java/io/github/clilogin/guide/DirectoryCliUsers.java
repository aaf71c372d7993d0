package io.github.clilogin.guide;

import java.util.Locale;
import java.util.Optional;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.security.CliLoginSecurity;

/**
 * The guide: names that differ in case are one user.
 */
@Configuration(proxyBeanMethods = false)
class DirectoryCliUsers {

	@Bean
	CliUserService cliUsers(UserDetailsService people) {
		CliUserService builtIn = CliLoginSecurity.userService(() -> people);
		return new CliUserService() {

			@Override
			public CliUser remember(Authentication user) {
				CliUser typed = builtIn.remember(user);
				return new CliUser(typed.id().toLowerCase(Locale.ROOT), typed.name(), typed.principalName(),
						typed.authorities(), typed.reloadable());
			}

			@Override
			public Optional<Authentication> load(CliUser user) {
				return builtIn.load(user);
			}

		};
	}

}
