package io.github.clilogin.web.page;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPage;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Form;
import io.github.clilogin.web.ConfirmationPage.Kind;
import io.github.clilogin.web.ConfirmationPage.Network;
import io.github.clilogin.web.ConfirmationPage.ReturnStep;
import io.github.clilogin.web.page.ReturnCookie.Mark;
import io.github.clilogin.web.user.BrowserAddress;
import io.github.clilogin.web.user.ListenerAddress;
import io.github.clilogin.web.user.PageLinks;
import io.github.clilogin.web.user.PageNavigation;
import io.github.clilogin.web.user.SameSiteGuard;
import io.github.clilogin.web.user.SignedInUser;

/**
 * Gets return codes to the CLI through the browser of the user who has confirmed. The
 * codes are derived from a seed that this browser keeps, so each instance shows the same
 * code after a reload, and another browser of the user shows none.
 */
final class PageReturns {

	private static final Set<Network> OTHER_NETWORKS = EnumSet.of(Network.OTHER, Network.PERHAPS_OTHER);

	private final CliLoginService service;

	private final PageReturnCodes codes;

	private final ReturnCookie delivered;

	private final PageLinks links;

	private final SameSiteGuard guard;

	PageReturns(CliLoginService service, CliLoginWebSettings settings, PageReturnCodes codes, ReturnCookie delivered) {
		this.service = service;
		this.codes = codes;
		this.delivered = delivered;
		this.links = new PageLinks(settings);
		this.guard = new SameSiteGuard(settings.baseUrl());
	}

	/** Returns the page of a login that waits for its return code. */
	Part of(CliLogin login, SignedInUser user, HttpServletRequest request) {
		this.codes.keep(login, user, request);
		Optional<ReturnCode> code = this.codes.code(login, user, request);
		if (code.isEmpty()) {
			return new Part(Kind.RETURN_ELSEWHERE, new ReturnStep(null, null, false, typedPage(login, request)),
					Action.REJECT);
		}
		return (code.get().method() == ReturnCode.Method.LOOPBACK) ? loopback(login, code.get(), request)
				: mustAsk(login, user, request) ? question() : typed(code.get());
	}

	private Part loopback(CliLogin login, ReturnCode code, HttpServletRequest request) {
		Form form = new Form(ListenerAddress.of(login).url(),
				Map.of(PageForms.LOGIN_ID, login.id(), "return_code", code.value()), null, List.of());
		return new Part(Kind.RETURN_LOOPBACK,
				new ReturnStep(null, form, isAutomatic(login, request), typedPage(login, request)), Action.REJECT);
	}

	/**
	 * Sends the code once, also to another network: a VPN changes an address, and the
	 * code does not leave this machine.
	 */
	private boolean isAutomatic(CliLogin login, HttpServletRequest request) {
		return PageNavigation.isByUser(request) && !this.delivered.has(Mark.SENT, login.id(), request);
	}

	/** Returns the page that shows a code to type. */
	Part typed(ReturnCode code) {
		return new Part(Kind.RETURN_CODE, new ReturnStep(code.value(), null, false, null), Action.REJECT);
	}

	/** Returns the page that asks whether the CLI is in front of the user. */
	Part question() {
		return new Part(Kind.RETURN_QUESTION, new ReturnStep(null, null, false, null), Action.REJECT, Action.SHOW_CODE);
	}

	private @Nullable String typedPage(CliLogin login, HttpServletRequest request) {
		return canType(login) ? this.links.returnPage(login, request) : null;
	}

	/** Returns whether the CLI of a login can ask for a code to type. */
	boolean canType(CliLogin login) {
		return login.request().returnMethods().contains(ReturnCode.Method.CODE);
	}

	/** Believes the mark only beside a seed, because another host may have set it. */
	private boolean mustAsk(CliLogin login, SignedInUser user, HttpServletRequest request) {
		return isOtherNetwork(login, request) && !(this.delivered.has(Mark.ANSWERED, login.id(), request)
				&& this.codes.code(login, user, request).isPresent());
	}

	/** Returns whether a login was started in another network, perhaps. */
	static boolean isOtherNetwork(CliLogin login, HttpServletRequest request) {
		return OTHER_NETWORKS.contains(BrowserAddress.of(request, login.request()).network());
	}

	/**
	 * Returns whether a GET may replace the code of a login by one to type. The terminal
	 * prints the address, so a form is not possible. The user who confirmed may replace
	 * the code, and a repetition in the same browser writes nothing. Without this check,
	 * an image or a page of another site could replace the code while the CLI waits for
	 * it.
	 */
	boolean mayShow(CliLogin login, SignedInUser user, HttpServletRequest request) {
		return PageNavigation.isByUser(request) && !this.guard.isForeign(request) && !mustAsk(login, user, request);
	}

	/**
	 * Remembers that this browser got the page of a login. A request that loads the page
	 * in advance, or as an image, does not show it.
	 */
	void remember(CliLogin login, ConfirmationPage page, HttpServletRequest request) {
		if (page.returnStep() != null && PageNavigation.isByUser(request)) {
			Mark[] marks = page.returnStep().automatic() ? new Mark[] { Mark.SENT } : new Mark[0];
			this.delivered.remember(login.id(), request, marks);
		}
	}

	/** Remembers that the CLI is in front of the user. */
	void answered(CliLogin login, HttpServletRequest request) {
		this.delivered.remember(login.id(), request, Mark.ANSWERED);
	}

	/**
	 * Returns the logins whose page this browser got and that this user has decided, the
	 * last one first.
	 */
	Stream<CliLogin> remembered(SignedInUser user, HttpServletRequest request) {
		return this.delivered.ids(request).stream().flatMap((id) -> decided(id, user).stream());
	}

	/** Finds a login that this user has decided. */
	Optional<CliLogin> decided(String id, SignedInUser user) {
		return this.service.get(id)
			.filter((login) -> login.decision() != null && user.id().equals(login.decision().by()));
	}

	/** Contains the parts of a page that differ from those of other pages. */
	record Part(Kind kind, ReturnStep step, Action... actions) {
	}

}
