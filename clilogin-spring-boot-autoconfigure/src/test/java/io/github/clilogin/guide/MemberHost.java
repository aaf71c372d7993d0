package io.github.clilogin.guide;

import java.util.List;
import java.util.Optional;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A host application whose members sign in by e-mail address. The name of a member is a
 * number.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ControllersGuideTests.Api.class)
class MemberHost {

	@Bean
	Members members() {
		return new Members();
	}

	@Bean
	AuthenticationProvider memberAuthentication(Members members) {
		return new AuthenticationProvider() {

			@Override
			public Authentication authenticate(Authentication asked) {
				Member member = members.findByEmail(asked.getName())
					.orElseThrow(() -> new BadCredentialsException("Unknown member"));
				return UsernamePasswordAuthenticationToken.authenticated(member, null, member.authorities());
			}

			@Override
			public boolean supports(Class<?> authentication) {
				return authentication == UsernamePasswordAuthenticationToken.class;
			}

		};
	}

	/**
	 * The principal of a member.
	 *
	 * @param number the name
	 * @param email the address to sign in
	 * @param active whether the member may sign in
	 */
	record Member(String number, String email, boolean active) implements AuthenticatedPrincipal {

		@Override
		public String getName() {
			return this.number;
		}

		List<GrantedAuthority> authorities() {
			return AuthorityUtils.createAuthorityList("ROLE_MEMBER");
		}

	}

	/** All members. */
	static class Members {

		private volatile Member ann = new Member("17", "ann@example.com", true);

		Optional<Member> findByEmail(String email) {
			return Optional.of(this.ann).filter((member) -> member.email().equals(email));
		}

		Optional<Member> findByNumber(String number) {
			return Optional.of(this.ann).filter((member) -> member.number().equals(number));
		}

		void deactivate() {
			this.ann = new Member("17", "ann@example.com", false);
		}

	}

}
