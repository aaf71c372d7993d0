package io.github.clilogin.guide;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.CliTokenAuthentication;

/**
 * The guide: a token is for one of the organizations of its user.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ ChoicesGuideTests.Users.class, OrganizationChoices.Api.class })
class OrganizationChoices {

	@Bean
	CliLoginChoices organizations(Memberships memberships) {
		return (user, login) -> memberships.of(user.getName())
			.stream()
			.map((organization) -> new CliLoginChoice(organization.id(), organization.name(), "Organization"))
			.toList();
	}

	@Bean
	Memberships memberships() {
		return new Memberships();
	}

	/** An API that acts for the organization of the token. */
	@RestController
	static class Api {

		private final Memberships memberships;

		Api(Memberships memberships) {
			this.memberships = memberships;
		}

		@GetMapping("/api/organization")
		String organization(CliTokenAuthentication token) {
			String organization = token.getLogin().choices().get(0).id();
			if (!this.memberships.contains(token.getName(), organization)) {
				throw new AccessDeniedException("The user has left the organization");
			}
			return organization;
		}

	}

	/**
	 * An organization.
	 *
	 * @param id the ID
	 * @param name the name
	 */
	record Organization(String id, String name) {

	}

	/** The organizations of each user. */
	static final class Memberships {

		private final Map<String, List<Organization>> all = new ConcurrentHashMap<>();

		List<Organization> of(String user) {
			return this.all.getOrDefault(user, List.of());
		}

		boolean contains(String user, String organization) {
			return of(user).stream().anyMatch((member) -> member.id().equals(organization));
		}

		void set(String user, Organization... organizations) {
			this.all.put(user, List.of(organizations));
		}

	}

}
