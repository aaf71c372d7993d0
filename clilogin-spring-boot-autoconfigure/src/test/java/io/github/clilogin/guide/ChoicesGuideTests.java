package io.github.clilogin.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import io.github.clilogin.guide.OrganizationChoices.Memberships;
import io.github.clilogin.guide.OrganizationChoices.Organization;
import io.github.clilogin.testsupport.GuideTable;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.HtmlForm;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the example of choices in {@code docs/guide/host.md} through a whole login.
 */
class ChoicesGuideTests {

	private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Organization ACME = new Organization("org-1", "Acme Corp");

	private static final Organization GLOBEX = new Organization("org-2", "Globex");

	@AutoClose
	private static final HostApplication host = HostApplication.start(OrganizationChoices.class,
			"clilogin.endpoints.cli=true", "clilogin.endpoints.page=true", "clilogin.api.paths=/api/**");

	private final Memberships memberships = host.bean(Memberships.class);

	@BeforeEach
	void joinTwoOrganizations() {
		this.memberships.set("ann", ACME, GLOBEX);
	}

	@Test
	void theGuideShowsTheCodeOfThisTest() throws IOException {
		Path guide = GuideTable.guide();
		String section = Files.readString(guide.resolve("host.md")).split("### Let the user choose", 2)[1];
		List<String> codes = CODE.matcher(section.split("\n## ", 2)[0])
			.results()
			.map((code) -> unindented(code.group(1)))
			.toList();
		String source = Files.readString(guide.resolve("../../clilogin-spring-boot-autoconfigure/src/test/java")
			.resolve(OrganizationChoices.class.getName().replace('.', '/') + ".java"));
		assertThat(codes).hasSize(2).allSatisfy((code) -> assertThat(unindented(source)).contains(code));
	}

	private static String unindented(String code) {
		return Pattern.compile("(?m)^\\s+").matcher(code).replaceAll("").strip();
	}

	private static View confirm(TestCli cli, String organization) {
		View review = host.browser().as("ann").get(cli.path());
		HtmlForm form = review.form("/confirm");
		Map<String, String> fields = form.fields();
		fields.put("choice_0", organization);
		return review.browser().post(form.action(), fields);
	}

	private static RawResponse callApi(TestCli cli) {
		RawResponse answer = cli.poll();
		assertThat(answer.status()).as(answer.body()).isEqualTo(200);
		return host.wire().get("/api/organization", TestCli.bearer(answer.text("access_token")));
	}

	@Test
	void theApiSeesTheChosenOrganization() {
		TestCli cli = host.cli(Map.of("choice", "org-2"));
		assertThat(confirm(cli, "org-2").heading()).isEqualTo("Confirmed");
		assertThat(callApi(cli).body()).isEqualTo("org-2");
	}

	@Test
	void aUserWhoHasLeftTheOrganizationGetsNoToken() {
		TestCli cli = host.cli();
		confirm(cli, "org-2");
		this.memberships.set("ann", ACME);
		RawResponse answer = cli.poll();
		assertThat(answer.error()).isEqualTo("400 access_denied");
		assertThat(answer.text("message")).isEqualTo("Globex is no longer available");
	}

	@Test
	void aUserWhoLeavesTheOrganizationLaterLosesAccess() {
		TestCli cli = host.cli();
		confirm(cli, "org-2");
		RawResponse answer = cli.poll();
		this.memberships.set("ann", ACME);
		assertThat(host.wire().get("/api/organization", TestCli.bearer(answer.text("access_token"))).status())
			.isEqualTo(403);
	}

	/** Users with a password. */
	@Configuration(proxyBeanMethods = false)
	static class Users {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("ann").password("{noop}demo").roles("USER").build());
		}

	}

}
