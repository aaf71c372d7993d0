package io.github.clilogin.web.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.CliLoginSettings.ProofPolicy;
import io.github.clilogin.CliLoginSettings.SameNetwork;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPage;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Facts;
import io.github.clilogin.web.ConfirmationPage.Form;
import io.github.clilogin.web.ConfirmationPage.Kind;
import io.github.clilogin.web.user.BrowserAddress;
import io.github.clilogin.web.user.PageLinks;
import io.github.clilogin.web.user.SignedInUser;

/** Builds the pages that users see. */
final class PageBuilder {

	private final CliLoginService service;

	private final CliLoginSettings settings;

	private final Clock clock;

	private final PageLinks links;

	private final PageForms forms;

	private final PageReturns returns;

	PageBuilder(CliLoginService service, CliLoginWebSettings webSettings, PageForms forms, PageReturns returns) {
		this.service = service;
		this.settings = service.settings();
		this.clock = webSettings.clock();
		this.links = new PageLinks(webSettings);
		this.forms = forms;
		this.returns = returns;
	}

	ConfirmationPage enterCode(Kind kind, HttpServletRequest request, SignedInUser user) {
		Map<Action, Form> form = Map.of(Action.ENTER_CODE, this.forms.enterCode(user.id(), request));
		return new ConfirmationPage(kind, account(user), actor(user), null, form, null, null, null);
	}

	ConfirmationPage without(Kind kind, HttpServletRequest request, @Nullable SignedInUser user) {
		return new ConfirmationPage(kind, account(user), actor(user), null, Map.of(), null, this.links.again(request),
				null);
	}

	private static @Nullable String account(@Nullable SignedInUser user) {
		return (user != null) ? user.user().name() : null;
	}

	private static @Nullable String actor(@Nullable SignedInUser user) {
		return (user != null && user.actor() != null) ? user.actor().name() : null;
	}

	/** Builds the page for the current state of a login. */
	ConfirmationPage of(CliLogin login, HttpServletRequest request, SignedInUser user) {
		if (isReturning(login)) {
			return returning(login, this.returns.of(login, user, request), request, user);
		}
		return byKind(kind(login), login, request, user);
	}

	private ConfirmationPage byKind(Kind kind, CliLogin login, HttpServletRequest request, SignedInUser user) {
		return switch (kind) {
			case REVIEW -> this.service.offer(login, user.authentication())
				.map((offered) -> review(kind, login, offered, request, user))
				.orElseGet(() -> about(Kind.CHOICES_UNAVAILABLE, login, request, user,
						this.forms.of(login, user.id(), request, Action.REJECT, Action.SWITCH_ACCOUNT)));
			case CONFIRMED ->
				about(kind, login, request, user, this.forms.of(login, user.id(), request, Action.DISCONNECT));
			default -> about(kind, login, request, user, Map.of());
		};
	}

	/** Returns whether a login waits for its return code. */
	boolean isReturning(CliLogin login) {
		return login.returnMethod() != null && kind(login) == Kind.CONFIRMED;
	}

	/** Builds a page that gets the return code of a login to the CLI. */
	ConfirmationPage returning(CliLogin login, PageReturns.Part part, HttpServletRequest request, SignedInUser user) {
		return new ConfirmationPage(part.kind(), account(user), actor(user), facts(login, request),
				this.forms.of(login, user.id(), request, part.actions()), null, this.links.login(login, request),
				part.step());
	}

	ConfirmationPage review(Kind kind, CliLogin login, CliLoginChoices.Offer offered, HttpServletRequest request,
			SignedInUser user) {
		Action confirm = mustCompare(login, request) ? Action.COMPARE_NETWORKS : Action.CONFIRM;
		return about(kind, login, request, user, this.forms.review(login, offered, confirm, user.id(), request));
	}

	/** A login that demands a return code needs no other proof of where its CLI is. */
	private boolean mustCompare(CliLogin login, HttpServletRequest request) {
		return this.settings.proofOf(login.request().clientId()) != ProofPolicy.OFF
				&& this.settings.unproven().sameNetwork() == SameNetwork.ASK && !login.isDemandingProof()
				&& PageReturns.isOtherNetwork(login, request);
	}

	ConfirmationPage otherNetwork(CliLogin login, HttpServletRequest request, SignedInUser user) {
		return about(Kind.OTHER_NETWORK, login, request, user, this.forms.otherNetwork(login, user.id(), request));
	}

	Kind kind(CliLogin login) {
		if (login.issuedCredential() != null && login.issuedCredential().tokenHash() == null) {
			return Kind.HANDED_OVER;
		}
		Instant now = this.clock.instant();
		return switch (login.status()) {
			case PENDING -> login.isExpired(now) ? Kind.EXPIRED : Kind.REVIEW;
			case CONFIRMED -> login.isExpired(now) ? Kind.NOT_COLLECTED : Kind.CONFIRMED;
			case COLLECTED -> login.isLive(now, this.settings.token().idle()) ? Kind.CONFIRMED : Kind.DISCONNECTED;
			case REJECTED -> Kind.REJECTED;
			case CANCELLED -> Kind.CANCELLED;
			case REVOKED -> Kind.DISCONNECTED;
		};
	}

	ConfirmationPage about(Kind kind, CliLogin login, HttpServletRequest request, SignedInUser user,
			Map<Action, Form> forms) {
		String message = (login.decision() != null) ? login.decision().message() : null;
		return new ConfirmationPage(kind, account(user), actor(user), facts(login, request), forms, message,
				this.links.again(request), null);
	}

	private Facts facts(CliLogin login, HttpServletRequest request) {
		CliLoginRequest asked = login.request();
		BrowserAddress browser = BrowserAddress.of(request, asked);
		Instant now = this.clock.instant();
		return new Facts(login.displayedUserCode(), this.settings.clientName(asked.clientId()), asked.clientVersion(),
				asked.deviceName(), asked.remoteAddress(), asked.isAddressUncertain(), browser.text(),
				browser.uncertain(), browser.network(), Duration.between(login.createdAt(), now),
				Duration.between(now, end(login)), asked.scopes());
	}

	private static Instant end(CliLogin login) {
		return (login.collectBy() != null) ? login.collectBy() : login.expiresAt();
	}

}
