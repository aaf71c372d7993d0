package io.github.clilogin.guide;

import java.util.List;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldif.LDIFException;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A host application whose users sign in by LDAP. The directory ignores the case of
 * names, and a user has the name as typed, as with {@code LdapAuthenticationProvider} of
 * Spring Security.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class DirectoryHost {

	private static final String PEOPLE = "ou=people,dc=example,dc=com";

	@Bean(destroyMethod = "close")
	InMemoryDirectoryServer directory() throws LDAPException, LDIFException {
		InMemoryDirectoryServer directory = new InMemoryDirectoryServer(
				new InMemoryDirectoryServerConfig("dc=example,dc=com"));
		directory.add("dn: dc=example,dc=com", "objectClass: domain", "dc: example");
		directory.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
		directory.add("dn: uid=ann," + PEOPLE, "objectClass: inetOrgPerson", "uid: ann", "cn: Ann", "sn: Example",
				"userPassword: demo");
		directory.startListening();
		return directory;
	}

	@Bean
	UserDetailsService people(InMemoryDirectoryServer directory) {
		return (name) -> {
			try {
				if (directory.search(PEOPLE, SearchScope.ONE, Filter.createEqualityFilter("uid", name))
					.getEntryCount() == 1) {
					return User.withUsername(name).password("").roles("USER").build();
				}
			}
			catch (LDAPException ex) {
				throw new AuthenticationServiceException("The directory failed", ex);
			}
			throw new UsernameNotFoundException("Unknown user");
		};
	}

	@Bean
	AuthenticationProvider signIn(InMemoryDirectoryServer directory, UserDetailsService people) {
		return new AuthenticationProvider() {

			@Override
			public Authentication authenticate(Authentication asked) {
				bind(directory, asked.getName(), String.valueOf(asked.getCredentials()));
				UserDetails user = people.loadUserByUsername(asked.getName());
				return UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities());
			}

			@Override
			public boolean supports(Class<?> authentication) {
				return authentication == UsernamePasswordAuthenticationToken.class;
			}

		};
	}

	private static void bind(InMemoryDirectoryServer directory, String name, String password) {
		try (LDAPConnection connection = directory.getConnection()) {
			connection.bind(new DN(new RDN("uid", name), new DN(PEOPLE)).toString(), password);
		}
		catch (LDAPException ex) {
			throw new BadCredentialsException("The name or the password is wrong", ex);
		}
	}

	/** The API. */
	@RestController
	static class Api {

		@GetMapping("/api/name")
		List<String> name(Authentication user) {
			return List.of(user.getName());
		}

	}

}
