package io.github.clilogin.guide;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.clilogin.guide.NewLoginMails.MailAddresses;
import io.github.clilogin.testsupport.GuideTable;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.TestBrowser;
import io.github.clilogin.testsupport.TestBrowser.View;
import io.github.clilogin.testsupport.TestCli;
import io.github.clilogin.testsupport.TestWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the mail of {@code docs/guide/host.md} with a real mail server.
 */
class NewLoginMailGuideTests {

	private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	@BeforeEach
	void startMailServer() {
		this.mails.start();
	}

	@AfterEach
	void stopMailServer() {
		this.mails.stop();
	}

	private static HostApplication host(int mailPort) {
		return HostApplication.start(NewLoginMails.class, "clilogin.endpoints.cli=true", "clilogin.endpoints.page=true",
				"clilogin.api.paths=/api/**", "clilogin.base-url=http://localhost:8080", "spring.mail.host=127.0.0.1",
				"spring.mail.port=" + mailPort);
	}

	@Test
	void theGuideShowsTheCodeOfThisTest() throws IOException {
		Path guide = GuideTable.guide();
		String section = Files.readString(guide.resolve("host.md")).split("## Mail users about new logins", 2)[1];
		List<String> codes = CODE.matcher(section.split("\n## ", 2)[0])
			.results()
			.map((code) -> unindented(code.group(1)))
			.toList();
		String source = Files.readString(guide.resolve("../../clilogin-spring-boot-autoconfigure/src/test/java")
			.resolve(NewLoginMails.class.getName().replace('.', '/') + ".java"));
		assertThat(codes).hasSize(2).allSatisfy((code) -> assertThat(unindented(source)).contains(code));
	}

	private static String unindented(String code) {
		return Pattern.compile("(?m)^\\s+").matcher(code).replaceAll("").strip();
	}

	@Test
	void theMailOfANewLoginContainsNoSecretAndItsLinkEndsTheLogin() throws Exception {
		try (HostApplication host = host(this.mails.getSmtp().getPort())) {
			TestCli cli = host.cli(Map.of("device_name", "laptop https://evil.example"));
			host.confirm(cli);
			String token = cli.token();
			String text = receiveMail();
			assertThat(text).contains("Tool:    acme", "Device:  laptop https???evil?example (as the tool says)",
					"Address: 127.0.0.1", "Proof:   none");
			assertThat(text).doesNotContain(token, cli.deviceCode(), cli.userCode());
			TestBrowser browser = host.browser().as("ann");
			View page = browser.get(link(text), "Sec-Fetch-Site: cross-site");
			assertThat(page.html()).contains("acme");
			assertThat(cli.call("/api/none", token).status()).isEqualTo(404);
			View ended = browser.post(link(text), Map.of("_csrf", page.form("").value("_csrf")));
			assertThat(ended.html()).isEqualTo("The command-line tool is disconnected.");
			assertThat(cli.call("/api/none", token).status()).isEqualTo(401);
		}
	}

	private String receiveMail() throws Exception {
		TestWaits.await("the mail").until(() -> this.mails.getReceivedMessages().length == 1);
		MimeMessage mail = this.mails.getReceivedMessages()[0];
		assertThat(mail.getRecipients(Message.RecipientType.TO)).extracting(Object::toString)
			.containsExactly("ann@example.com");
		return (String) mail.getContent();
	}

	private static String link(String text) {
		return text.substring(text.indexOf("/account/tools/")).strip();
	}

	@Test
	void aMailServerThatDoesNotAnswerDelaysNoCli() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				HostApplication host = host(silent.getLocalPort())) {
			TestCli cli = host.cli();
			host.confirm(cli);
			assertThat(RawConnection.async(cli::poll).get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
			Socket connection = silent.accept();
			connection.close();
		}
	}

	/** Users with a mail address. */
	@Configuration(proxyBeanMethods = false)
	static class Accounts {

		@Bean
		MailAddresses mailAddresses() {
			return (userId) -> Optional.of(userId + "@example.com");
		}

	}

}
