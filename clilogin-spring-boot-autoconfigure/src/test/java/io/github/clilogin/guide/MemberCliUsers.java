package io.github.clilogin.guide;

import java.util.Optional;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

import io.github.clilogin.CliUser;
import io.github.clilogin.CliUserService;
import io.github.clilogin.guide.MemberHost.Member;
import io.github.clilogin.guide.MemberHost.Members;
import io.github.clilogin.security.CliLoginSecurity;

/**
 * The guide: a token has the own principal of the host application.
 */
@Configuration(proxyBeanMethods = false)
class MemberCliUsers {

	@Bean
	CliUserService cliUsers(Members members) {
		CliUserService builtIn = CliLoginSecurity.userService(() -> null);
		return new CliUserService() {

			@Override
			public CliUser remember(Authentication user) {
				return builtIn.remember(user);
			}

			@Override
			public Optional<Authentication> load(CliUser user) {
				return members.findByNumber(user.id())
					.filter(Member::active)
					.map((member) -> UsernamePasswordAuthenticationToken.authenticated(member, null,
							member.authorities()));
			}

		};
	}

}
