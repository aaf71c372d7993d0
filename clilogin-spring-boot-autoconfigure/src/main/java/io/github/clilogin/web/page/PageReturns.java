package io.github.clilogin.web.page;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.ConfirmationPage.Action;
import io.github.clilogin.web.ConfirmationPage.Form;
import io.github.clilogin.web.ConfirmationPage.Kind;
import io.github.clilogin.web.ConfirmationPage.Network;
import io.github.clilogin.web.ConfirmationPage.ReturnStep;
import io.github.clilogin.web.page.ReturnCookie.Mark;
import io.github.clilogin.web.user.BrowserAddress;
import io.github.clilogin.web.user.PageLinks;
import io.github.clilogin.web.user.SameSiteGuard;
import io.github.clilogin.web.user.SignedInUser;
import io.github.clilogin.web.wire.WireRequestReader;

/**
 * Gets return codes to the CLI through the browser of the user who has confirmed. The
 * codes are derived from a seed that this browser keeps, so each instance shows the same
 * code after a reload, and another browser of the user shows none.
 */
final class PageReturns {

	private static final byte[] LABEL = "clilogin/return/v2".getBytes(StandardCharsets.US_ASCII);

	private static final String POSTED = PageReturns.class.getName() + ".posted";

	private static final Set<Network> OTHER_NETWORKS = EnumSet.of(Network.OTHER, Network.PERHAPS_OTHER);

	private final CliLoginService service;

	private final PageCookie cookie;

	private final ReturnCookie delivered;

	private final PageLinks links;

	private final SameSiteGuard guard;

	PageReturns(CliLoginService service, CliLoginWebSettings settings, PageCookie cookie, ReturnCookie delivered) {
		this.service = service;
		this.cookie = cookie;
		this.delivered = delivered;
		this.links = new PageLinks(settings);
		this.guard = new SameSiteGuard(settings.baseUrl());
	}

	/**
	 * Returns the secret of a confirmation. Uses the seed of the form, so that both
	 * requests of a double click have the same secret.
	 */
	byte[] secret(String loginId, SignedInUser user, HttpServletRequest request) {
		ReturnSeed seed = WireRequestReader.readField(request, PageForms.RETURN_SEED)
			.flatMap(ReturnSeed::parse)
			.orElseGet(ReturnSeed::draw);
		request.setAttribute(POSTED, seed);
		return secret(loginId, seed, user, request);
	}

	private byte[] secret(String loginId, ReturnSeed seed, SignedInUser user, HttpServletRequest request) {
		return Sha256.hmac(bytes(this.cookie.readOrCreate(request)), LABEL, bytes(seed.value()), bytes(loginId),
				bytes(user.id()));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private Optional<ReturnCode> code(CliLogin login, ReturnSeed seed, SignedInUser user, HttpServletRequest request) {
		return this.service.returnCode(login, secret(login.id(), seed, user, request));
	}

	/**
	 * Returns the seed of the code of a login, or empty if this browser does not have it.
	 * If two tabs confirm, only the form of one of them chooses the code.
	 */
	private Optional<ReturnSeed> seed(CliLogin login, SignedInUser user, HttpServletRequest request) {
		return Stream.of(posted(request), this.delivered.seed(login.id(), request))
			.flatMap(Optional::stream)
			.filter((seed) -> code(login, seed, user, request).isPresent())
			.findFirst();
	}

	private static Optional<ReturnSeed> posted(HttpServletRequest request) {
		return Optional.ofNullable((ReturnSeed) request.getAttribute(POSTED));
	}

	/** Returns the page of a login that waits for its return code. */
	Part of(CliLogin login, SignedInUser user, HttpServletRequest request) {
		Optional<ReturnSeed> seed = seed(login, user, request);
		if (posted(request).isPresent()) {
			seed.ifPresent((known) -> this.delivered.keep(login.id(), known, request));
		}
		Optional<ReturnCode> code = seed.flatMap((known) -> code(login, known, user, request));
		if (code.isEmpty()) {
			return new Part(Kind.RETURN_ELSEWHERE, new ReturnStep(null, null, false, typedPage(login, request)),
					Action.REJECT);
		}
		return (code.get().method() == ReturnCode.Method.LOOPBACK) ? loopback(login, code.get(), request)
				: mustAsk(login, user, request) ? question() : typed(code.get());
	}

	private Part loopback(CliLogin login, ReturnCode code, HttpServletRequest request) {
		Form form = new Form("http://127.0.0.1:" + login.request().returnPort() + "/clilogin/return",
				Map.of(PageForms.LOGIN_ID, login.id(), "return_code", code.value()), null, List.of());
		boolean automatic = !this.delivered.has(Mark.SENT, login.id(), request);
		return new Part(Kind.RETURN_LOOPBACK, new ReturnStep(null, form, automatic, typedPage(login, request)));
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
		return login.request().returnMethods().contains(ReturnCode.Method.CODE) ? this.links.returnPage(login, request)
				: null;
	}

	/** Believes the mark only beside a seed, because another host may have set it. */
	private boolean mustAsk(CliLogin login, SignedInUser user, HttpServletRequest request) {
		return isOtherNetwork(login, request)
				&& !(this.delivered.has(Mark.ANSWERED, login.id(), request) && seed(login, user, request).isPresent());
	}

	/** Returns whether a login was started in another network, perhaps. */
	static boolean isOtherNetwork(CliLogin login, HttpServletRequest request) {
		return OTHER_NETWORKS.contains(BrowserAddress.of(request, login.request()).network());
	}

	/**
	 * Returns whether a GET may replace the code of a login by one to type. The terminal
	 * prints the address, so a form is not possible. The user who confirmed may replace
	 * the code, and a repetition in the same browser writes nothing. Without this check,
	 * a page of another site could replace the code while the CLI waits for it.
	 */
	boolean mayShow(CliLogin login, SignedInUser user, HttpServletRequest request) {
		return HttpMethod.GET.matches(request.getMethod()) && !this.guard.isForeign(request)
				&& !mustAsk(login, user, request);
	}

	/**
	 * Returns the code to type, which replaces any other; empty if the CLI asks for none.
	 * Draws a seed if this browser does not have the code.
	 */
	Optional<ReturnCode> typedCode(CliLogin login, SignedInUser user, HttpServletRequest request) {
		ReturnSeed seed = seed(login, user, request).orElseGet(ReturnSeed::draw);
		Optional<ReturnCode> code = this.service.forTenant(user.user().tenant())
			.typedReturnCode(login.id(), user.authentication(), secret(login.id(), seed, user, request));
		code.ifPresent((shown) -> this.delivered.keep(login.id(), seed, request));
		return code;
	}

	/** Remembers that this browser got the page of a login. */
	void remember(CliLogin login, Kind kind, HttpServletRequest request) {
		switch (kind) {
			case RETURN_LOOPBACK -> this.delivered.remember(login.id(), request, Mark.SENT);
			case RETURN_CODE, RETURN_QUESTION, RETURN_ELSEWHERE -> this.delivered.remember(login.id(), request);
			default -> {
			}
		}
	}

	/** Remembers that the CLI is in front of the user. */
	void answered(CliLogin login, HttpServletRequest request) {
		this.delivered.remember(login.id(), request, Mark.ANSWERED);
	}

	/** Returns the IDs of the logins whose page this browser got, the last one first. */
	List<String> remembered(HttpServletRequest request) {
		return this.delivered.ids(request);
	}

	/** Contains the parts of a page that differ from those of other pages. */
	record Part(Kind kind, ReturnStep step, Action... actions) {
	}

}
