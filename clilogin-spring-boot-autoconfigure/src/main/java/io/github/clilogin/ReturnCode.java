package io.github.clilogin;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.internal.Sha256;

/**
 * Represents a secret that only the browser of the user who confirms gets. The CLI must
 * send it with its device code to collect the credential. So another person who started
 * the login cannot collect it. Immutable.
 */
public final class ReturnCode {

	/** 64 million codes, of which three can be tried. */
	private static final int LETTERS = 6;

	private static final String VERSION = "v1";

	private final Method method;

	private final String value;

	private ReturnCode(Method method, String value) {
		this.method = method;
		this.value = value;
	}

	/** Derives a code from 32 bytes that are secret and random. */
	static ReturnCode of(Method method, byte[] random) {
		return new ReturnCode(method,
				(method == Method.LOOPBACK) ? DeviceCode.encode(random) : UserCode.derive(random, LETTERS));
	}

	/**
	 * Parses 43 base64url characters, or six letters in any case, with any dashes and
	 * spaces.
	 * @param text the text, or {@code null}
	 * @return the return code, or empty if the text is malformed
	 */
	public static Optional<ReturnCode> parse(@Nullable String text) {
		if (text == null) {
			return Optional.empty();
		}
		if (DeviceCode.decode(text).isPresent()) {
			return Optional.of(new ReturnCode(Method.LOOPBACK, text));
		}
		return UserCode.normalize(text, LETTERS).map((letters) -> new ReturnCode(Method.CODE, letters));
	}

	/**
	 * {@return the method by which the browser returns this code}
	 */
	public Method method() {
		return this.method;
	}

	/**
	 * {@return the secret text, 43 base64url characters or letters such as
	 * {@code BCD-FGH}}
	 */
	public String value() {
		return (this.method == Method.CODE) ? UserCode.display(this.value) : this.value;
	}

	/** Returns the hash that is stored with a login. */
	Hash hash(String id) {
		return new Hash(this.method, Sha256.hex(VERSION + id + this.value));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ReturnCode that && this.value.equals(that.value);
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

	@Override
	public String toString() {
		return "ReturnCode[method=" + this.method + "]";
	}

	/**
	 * Lists the methods by which the browser returns a code.
	 */
	public enum Method {

		/** The browser sends the code to a port on which the CLI listens. */
		LOOPBACK(CliLoginProof.LOOPBACK),

		/** The user types the code into the CLI. */
		CODE(CliLoginProof.TYPED);

		private final CliLoginProof proof;

		Method(CliLoginProof proof) {
			this.proof = proof;
		}

		/**
		 * {@return the proof that a code gives that is returned by this method}
		 */
		public CliLoginProof proof() {
			return this.proof;
		}

		static Method of(CliLoginProof proof) {
			return (proof == CliLoginProof.LOOPBACK) ? LOOPBACK : CODE;
		}

	}

	/**
	 * Contains the stored hash of a return code.
	 *
	 * @param method the method by which the browser returns the code
	 * @param value SHA-256 of the code and the login's ID, 64 lower-case hex digits
	 */
	public record Hash(Method method, String value) {

		/** Omits the value, from which six letters can be guessed. */
		@Override
		public String toString() {
			return "Hash[method=" + this.method + "]";
		}

	}

}
