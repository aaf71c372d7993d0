package io.github.clilogin;

import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Contains the optional parts of a confirmation. Immutable.
 */
public final class ConfirmOptions {

	/** Contains no choices, no user code and a random return code. */
	public static final ConfirmOptions NONE = new ConfirmOptions(Map.of(), (login) -> true, null);

	private final Map<String, String> choices;

	private final Predicate<CliLogin> reviewed;

	private final @Nullable ReturnSecret secret;

	private ConfirmOptions(Map<String, String> choices, Predicate<CliLogin> reviewed, @Nullable ReturnSecret secret) {
		this.choices = Map.copyOf(choices);
		this.reviewed = reviewed;
		this.secret = secret;
	}

	/**
	 * Returns these options with the choices of the user.
	 * @param choices the ID of the chosen option of each group, such as
	 * {@code Map.of("Organization", "org-17")}
	 * @return the options
	 */
	public ConfirmOptions choices(Map<String, String> choices) {
		return new ConfirmOptions(choices, this.reviewed, this.secret);
	}

	/**
	 * Returns these options for the login that the user has seen. In
	 * {@link CliLoginFlow#BROWSER} the CLI creates the ID, and can start another login
	 * with it after the first one was removed. Each login has another user code, so what
	 * the user has not seen is not confirmed.
	 * @param userCode the user code that the user saw, in any spelling; {@code null}
	 * confirms no login of {@link CliLoginFlow#BROWSER}
	 * @return the options
	 */
	public ConfirmOptions seen(@Nullable String userCode) {
		Predicate<CliLogin> seen = (login) -> (userCode != null)
				? UserCode.normalize(userCode).filter(login.userCode()::equals).isPresent()
				: login.request().flow() != CliLoginFlow.BROWSER;
		return new ConfirmOptions(this.choices, seen, this.secret);
	}

	/**
	 * Returns these options with a secret from which the return code is derived, so that
	 * a repeated confirmation with the same secret returns the code again.
	 * @param secret 32 to 64 secret bytes that only the browser of the user yields, such
	 * as the HMAC of the login's ID keyed with a cookie
	 * @return the options
	 * @throws IllegalArgumentException if the secret is too short or too long
	 */
	public ConfirmOptions returnSecret(byte[] secret) {
		return new ConfirmOptions(this.choices, this.reviewed, new ReturnSecret(secret));
	}

	Map<String, String> choices() {
		return this.choices;
	}

	/** Returns whether the user has seen this login. */
	boolean isReviewed(CliLogin login) {
		return this.reviewed.test(login);
	}

	/** Returns the secret of the caller, or a random one. */
	ReturnSecret secret() {
		return (this.secret != null) ? this.secret : ReturnSecret.draw();
	}

	@Override
	public String toString() {
		return "ConfirmOptions[choices=" + this.choices.keySet() + "]";
	}

}
