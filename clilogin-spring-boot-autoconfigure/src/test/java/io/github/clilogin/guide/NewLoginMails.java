package io.github.clilogin.guide;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.HtmlUtils;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.CliLoginProof;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;

/**
 * The guide: a mail tells users that a CLI was connected, and links to a page that ends
 * its login.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableAsync
@Import({ NewLoginMailGuideTests.Accounts.class, NewLoginMails.NewLoginMail.class, NewLoginMails.ToolPages.class })
class NewLoginMails {

	/** Finds the mail address of a user by the ID. */
	interface MailAddresses {

		Optional<String> find(String userId);

	}

	/** Sends the mail. */
	@Component
	static class NewLoginMail {

		private static final String TEXT = """
				A command-line tool was connected to your account.

				Tool:    %s
				Device:  %s (as the tool says)
				Address: %s
				Time:    %s
				Proof:   %s

				Was it not you? Disconnect it: %s/account/tools/%s
				""";

		private final MailSender mail;

		private final MailAddresses addresses;

		private final CliLoginService cliLogins;

		private final String baseUrl;

		NewLoginMail(MailSender mail, MailAddresses addresses, CliLoginService cliLogins,
				@Value("${clilogin.base-url}") String baseUrl) {
			this.mail = mail;
			this.addresses = addresses;
			this.cliLogins = cliLogins;
			this.baseUrl = baseUrl;
		}

		@Async
		@EventListener
		void on(CliLoginEvent.Collected event) {
			CliLoginEvent.Summary login = event.login();
			Optional.ofNullable(login.owner())
				.flatMap((user) -> this.addresses.find(user.id()))
				.map((address) -> mail(address, login))
				.ifPresent(this.mail::send);
		}

		private SimpleMailMessage mail(String address, CliLoginEvent.Summary login) {
			CliLoginRequest request = login.request();
			SimpleMailMessage mail = new SimpleMailMessage();
			mail.setFrom("security@example.com");
			mail.setTo(address);
			mail.setSubject("A command-line tool was connected to your account");
			mail.setText(TEXT.formatted(plain(this.cliLogins.settings().clientName(request.clientId())),
					plain(request.deviceName()), Objects.requireNonNullElse(request.remoteAddress(), "unknown"),
					Objects.requireNonNull(login.decision()).at(), proof(login.proof()), this.baseUrl, login.id()));
			return mail;
		}

		/** The CLI chose the text: it must not become a link in your mail. */
		private static String plain(@Nullable String claimed) {
			return (claimed != null) ? claimed.replaceAll("[^\\p{L}\\p{N} _-]", "?") : "unknown";
		}

		private static String proof(CliLoginProof proof) {
			return switch (proof) {
				case LOOPBACK -> "the tool ran on the computer of your browser";
				case TYPED -> "a code from your browser was typed into the tool";
				case NONE -> "none";
			};
		}

	}

	/** Shows a login to its user, who can end it. */
	@Controller
	static class ToolPages {

		private static final String PAGE = """
				<!doctype html><title>Command-line tool</title>
				<h1>%s</h1>
				<form method="post"><input type="hidden" name="_csrf" value="%s"><button>Disconnect</button></form>
				""";

		private final CliLoginService cliLogins;

		ToolPages(CliLoginService cliLogins) {
			this.cliLogins = cliLogins;
		}

		@GetMapping(path = "/account/tools/{id}", produces = "text/html")
		@ResponseBody
		String show(@PathVariable String id, Authentication user, CsrfToken csrf) {
			CliLogin login = this.cliLogins.logins(this.cliLogins.ownerOf(user))
				.stream()
				.filter((live) -> live.id().equals(id))
				.findFirst()
				.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
			String name = this.cliLogins.settings().clientName(login.request().clientId());
			return PAGE.formatted(HtmlUtils.htmlEscape(Objects.requireNonNullElse(name, "A command-line tool")),
					csrf.getToken());
		}

		@PostMapping("/account/tools/{id}")
		@ResponseBody
		String disconnect(@PathVariable String id, Authentication user) {
			boolean ended = this.cliLogins.revoke(this.cliLogins.ownerOf(user), id);
			return ended ? "The command-line tool is disconnected." : "It was disconnected before.";
		}

	}

}
