package io.github.clilogin.sampleapp;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;

import io.github.clilogin.testsupport.HostApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The profile {@code github} with and without its variables.
 */
@ExtendWith(OutputCaptureExtension.class)
class GitHubConfigurationTests {

	@ParameterizedTest
	@CsvSource({ "GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET", "GITHUB_CLIENT_SECRET, GITHUB_CLIENT_ID" })
	void aMissingVariableIsNamedAtStartUp(String missing, String present, CapturedOutput output) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		SpringApplicationBuilder application = new SpringApplicationBuilder(SampleApp.class).environment(environment);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> application.run("--server.port=0",
				"--spring.profiles.active=github,memory", "--" + present + "=here"));
		assertThat(output).contains("APPLICATION FAILED TO START",
				"The environment variable " + missing + " is not set", "docs/guide/github.md");
	}

	@Test
	void theAuthorizationUriIsGitHubsAndLetsUsersChooseTheAccount() {
		try (HostApplication application = HostApplication.start(SampleApp.class,
				"spring.profiles.active=github,memory", "GITHUB_CLIENT_ID=id", "GITHUB_CLIENT_SECRET=secret",
				"APP_URL=https://acme.example")) {
			ClientRegistration registration = Objects.requireNonNull(
					application.bean(InMemoryClientRegistrationRepository.class).findByRegistrationId("github"));
			assertThat(registration.getProviderDetails().getAuthorizationUri())
				.isEqualTo("https://github.com/login/oauth/authorize?prompt=select_account");
			assertThat(registration.getProviderDetails().getTokenUri())
				.isEqualTo("https://github.com/login/oauth/access_token");
			assertThat(registration.getRedirectUri()).isEqualTo("https://acme.example/login/oauth2/code/github");
		}
	}

}
