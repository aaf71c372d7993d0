package io.github.clilogin.web.page;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.ReturnCode;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.web.user.SignedInUser;
import io.github.clilogin.web.wire.WireRequestReader;

/**
 * Derives the secrets of return codes from the page cookie, the login, its user and a
 * seed that this browser keeps.
 */
record PageReturnCodes(CliLoginService service, PageCookie cookie, ReturnCookie delivered) {

	private static final byte[] LABEL = "clilogin/return/v2".getBytes(StandardCharsets.US_ASCII);

	private static final String POSTED = PageReturnCodes.class.getName() + ".posted";

	/**
	 * Returns the secret of a confirmation. Uses the seed of the form, so that both
	 * requests of a double click have the same secret.
	 */
	byte[] ofForm(String loginId, SignedInUser user, HttpServletRequest request) {
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

	/** Returns the code of a login, or empty if this browser does not have it. */
	Optional<ReturnCode> code(CliLogin login, SignedInUser user, HttpServletRequest request) {
		return seed(login, user, request).flatMap((seed) -> code(login, seed, user, request));
	}

	private Optional<ReturnCode> code(CliLogin login, ReturnSeed seed, SignedInUser user, HttpServletRequest request) {
		return this.service.returnCode(login, secret(login.id(), seed, user, request));
	}

	/** If two tabs confirm, only the form of one of them chooses the code. */
	private Optional<ReturnSeed> seed(CliLogin login, SignedInUser user, HttpServletRequest request) {
		return Stream.of(posted(request), this.delivered.seed(login.id(), request))
			.flatMap(Optional::stream)
			.filter((seed) -> code(login, seed, user, request).isPresent())
			.findFirst();
	}

	private static Optional<ReturnSeed> posted(HttpServletRequest request) {
		return Optional.ofNullable((ReturnSeed) request.getAttribute(POSTED));
	}

	/** Remembers a login that the form of this request has confirmed. */
	void keep(CliLogin login, SignedInUser user, HttpServletRequest request) {
		if (posted(request).isPresent()) {
			seed(login, user, request).ifPresent((seed) -> this.delivered.keep(login.id(), seed, request));
		}
	}

	/**
	 * Returns the code to type, which replaces any other; empty if the CLI asks for none.
	 * Draws a seed if this browser does not have the code.
	 */
	Optional<ReturnCode> replace(CliLogin login, SignedInUser user, HttpServletRequest request) {
		ReturnSeed seed = seed(login, user, request).orElseGet(ReturnSeed::draw);
		Optional<ReturnCode> code = this.service.forTenant(user.user().tenant())
			.typedReturnCode(login.id(), user.authentication(), secret(login.id(), seed, user, request));
		code.ifPresent((shown) -> this.delivered.keep(login.id(), seed, request));
		return code;
	}

}
