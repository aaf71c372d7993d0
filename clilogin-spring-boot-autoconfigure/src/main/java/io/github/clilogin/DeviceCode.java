package io.github.clilogin;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.internal.Sha256;

/**
 * Represents the secret of a waiting CLI (RFC 8628 §3.2), 32 random bytes. All derived
 * values use the 32 raw bytes, not their text. HMAC would replace a key of more than 64
 * bytes by its SHA-256. Immutable.
 */
public final class DeviceCode {

	private static final int LENGTH = 32;

	private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

	/** The code verifier of RFC 7636 §4.1. */
	private static final Pattern CODE_VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

	private static final byte[] PKCE_LABEL = "clilogin/pkce/v1".getBytes(StandardCharsets.US_ASCII);

	/** A dot is not part of base64url, so that an older version refuses such a text. */
	private static final String PROOF_PREFIX = "r.";

	private static final String PROOF_LABEL = "clilogin/proof/v1";

	private static final byte[] TOKEN_LABEL = "clilogin/token/v1".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] SEAL_LABEL = "clilogin/seal/v1".getBytes(StandardCharsets.US_ASCII);

	private final byte[] raw;

	private final byte @Nullable [] codeChallenge;

	private final boolean demandingProof;

	private DeviceCode(byte[] raw, byte @Nullable [] codeChallenge, boolean demandingProof) {
		this.raw = raw;
		this.codeChallenge = codeChallenge;
		this.demandingProof = demandingProof;
	}

	static DeviceCode draw(SecureRandom random) {
		byte[] raw = new byte[LENGTH];
		random.nextBytes(raw);
		return new DeviceCode(raw, null, false);
	}

	/**
	 * Parses 43 base64url characters, as the server writes a device code, or 64
	 * lower-case hex digits, as a CLI writes its own. If the login demands a return code,
	 * {@code r.} precedes them.
	 * @param text the text, or {@code null}
	 * @return the device code, or empty if the text is not in canonical form
	 */
	public static Optional<DeviceCode> parse(@Nullable String text) {
		if (text == null) {
			return Optional.empty();
		}
		if (text.startsWith(PROOF_PREFIX)) {
			return raw(text.substring(PROOF_PREFIX.length())).map((raw) -> new DeviceCode(raw, null, true));
		}
		return raw(text).map((raw) -> new DeviceCode(raw, null, false));
	}

	private static Optional<byte[]> raw(String text) {
		return HEX.matcher(text).matches() ? Optional.of(HexFormat.of().parseHex(text)) : decode(text);
	}

	/**
	 * Parses a device code and the code verifier that was sent with it (RFC 7636 §4.5).
	 * The result has the ID of a login only if the login was started with the challenge
	 * of this verifier. Without a verifier, it has the ID of a login without a challenge.
	 * @param text the device code, or {@code null}
	 * @param codeVerifier the code verifier, or {@code null}
	 * @return the device code, or empty if a text is malformed
	 */
	public static Optional<DeviceCode> parse(@Nullable String text, @Nullable String codeVerifier) {
		if (codeVerifier == null) {
			return parse(text);
		}
		return parse(text).filter((code) -> CODE_VERIFIER.matcher(codeVerifier).matches())
			.map((code) -> code.with(Sha256.hash(codeVerifier.getBytes(StandardCharsets.US_ASCII))));
	}

	/** Decodes 32 bytes. Refuses a last character with unused bits. */
	static Optional<byte[]> decode(String base64Url) {
		return Optional.of(base64Url)
			.filter((text) -> BASE64URL.matcher(text).matches())
			.map(Base64.getUrlDecoder()::decode)
			.filter((bytes) -> encode(bytes).equals(base64Url));
	}

	static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private DeviceCode with(byte[] codeChallenge) {
		return new DeviceCode(this.raw, codeChallenge, this.demandingProof);
	}

	/** Returns this device code for a login that demands a return code. */
	DeviceCode demandingProof() {
		return new DeviceCode(this.raw, this.codeChallenge, true);
	}

	/**
	 * {@return whether a text is 64 lower-case hex digits, like an ID or a challenge}
	 * @param text the text
	 */
	public static boolean isHex(String text) {
		return HEX.matcher(text).matches();
	}

	/**
	 * {@return whether a text is an {@code S256} code challenge (RFC 7636 §4.2), the
	 * base64url text of 32 bytes}
	 * @param text the text
	 */
	public static boolean isCodeChallenge(String text) {
		return decode(text).isPresent();
	}

	/**
	 * {@return the secret text for the CLI, 43 base64url characters, after {@code r.} if
	 * the login demands a return code}
	 */
	public String value() {
		return (this.demandingProof ? PROOF_PREFIX : "") + encode(this.raw);
	}

	/**
	 * Returns the ID of the login. With a code challenge, the ID depends on both secrets,
	 * so neither finds the login without the other. The ID of a login that demands a
	 * return code is another one, so that an older version does not find the login.
	 * @return the ID, 64 lower-case hex digits
	 */
	public String id() {
		String id = (this.codeChallenge == null) ? Sha256.hex(this.raw)
				: HexFormat.of().formatHex(Sha256.hmac(this.raw, PKCE_LABEL, this.codeChallenge));
		return this.demandingProof ? provenId(id) : id;
	}

	private static String provenId(String id) {
		return Sha256.hex(PROOF_LABEL + id);
	}

	/** Returns this device code with the code challenge of a start, if it has one. */
	DeviceCode withCodeChallenge(@Nullable String codeChallenge) {
		return (codeChallenge != null) ? with(decode(codeChallenge).orElseThrow()) : this;
	}

	Challenge challenge() {
		return new Challenge(id(), HexFormat.of().formatHex(deriveSealSeed()));
	}

	byte[] deriveToken(byte[] salt) {
		return Sha256.hmac(this.raw, TOKEN_LABEL, salt);
	}

	byte[] deriveSealSeed() {
		return Sha256.hmac(this.raw, SEAL_LABEL);
	}

	@Override
	public String toString() {
		return "DeviceCode[redacted]";
	}

	/**
	 * Registers a device code that the CLI keeps ({@link CliLoginFlow#BROWSER}).
	 *
	 * @param hash the ID of the login: SHA-256 of the device code's 32 raw bytes, 64
	 * lower-case hex digits
	 * @param sealSeed HMAC-SHA256 of {@code clilogin/seal/v1} keyed with those bytes, 64
	 * lower-case hex digits, or {@code null} if the login cannot get a host credential;
	 * it yields the public key to seal to and is not stored
	 */
	public record Challenge(String hash, @Nullable String sealSeed) {

		/** Checks that both consist of 64 lower-case hex digits. */
		public Challenge {
			if (!DeviceCode.isHex(hash) || (sealSeed != null && !DeviceCode.isHex(sealSeed))) {
				throw new IllegalArgumentException("The hash and the seal seed must be 64 lower-case hex digits");
			}
		}

		/**
		 * Creates a challenge for a login that can get a token only.
		 * @param hash the hash of the device code
		 */
		public Challenge(String hash) {
			this(hash, null);
		}

		/** Returns the challenge of a login that demands a return code. */
		Challenge demandingProof() {
			return new Challenge(provenId(this.hash), this.sealSeed);
		}

		@Override
		public String toString() {
			return "Challenge[hash=" + this.hash + "]";
		}

	}

}
