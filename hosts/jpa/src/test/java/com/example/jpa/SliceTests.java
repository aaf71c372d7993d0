package com.example.jpa;

import io.github.clilogin.CliLoginService;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the repositories of the host application, in which clilogin is enabled.
 */
@DataJpaTest(properties = "clilogin.endpoints.cli=true")
class SliceTests {

	@Test
	void repositoriesAreTestedAsWithoutTheStarter(@Autowired Accounts accounts,
			@Autowired ObjectProvider<CliLoginService> service) {
		assertThat(accounts.findByName("ann")).isPresent();
		assertThat(service.stream()).isEmpty();
	}

}
