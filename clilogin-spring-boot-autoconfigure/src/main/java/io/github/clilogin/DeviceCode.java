package io.github.clilogin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * The secret of the waiting command line (RFC 8628 §3.2): exactly 32 random bytes.
 * Everything starts from the raw bytes, never from their text: the login's id is their
 * SHA-256, a token is derived with them as the key. (HMAC hashes a key of more than 64
 * bytes, so a text as the key would turn the stored id into the key.) Immutable.
 */
public final class DeviceCode {

	private static final int LENGTH = 32;

	private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

	private static final String TOKEN_LABEL = "clilogin/token/v1";

	private static final String SEAL_LABEL = "clilogin/seal/v1";

	private static final byte[] NOTHING = {};

	private final byte[] raw;

	private DeviceCode(byte[] raw) {
		this.raw = raw;
	}

	static DeviceCode draw(SecureRandom random) {
		byte[] raw = new byte[LENGTH];
		random.nextBytes(raw);
		return new DeviceCode(raw);
	}

	/**
	 * Reads a device code: 43 base64url characters as the server writes it, or 64
	 * lower-case hex digits as a command line makes it itself.
	 * @param text the text, matched exactly
	 * @return the device code, or empty if the text is none or not its canonical spelling
	 */
	public static Optional<DeviceCode> parse(@Nullable String text) {
		if (text == null) {
			return Optional.empty();
		}
		if (HEX.matcher(text).matches()) {
			return Optional.of(new DeviceCode(HexFormat.of().parseHex(text)));
		}
		return Optional.of(text)
			.filter((candidate) -> BASE64URL.matcher(candidate).matches())
			.map((candidate) -> new DeviceCode(Base64.getUrlDecoder().decode(candidate)))
			.filter((code) -> code.value().equals(text));
	}

	/**
	 * Returns whether a text is 64 lower-case hex digits, as the id of a login, a
	 * challenge and a seal seed are.
	 * @param text the text
	 * @return whether it is written so
	 */
	public static boolean isHex(String text) {
		return HEX.matcher(text).matches();
	}

	/**
	 * Returns the text to hand to the command line, and to nobody else.
	 * @return 43 base64url characters
	 */
	public String value() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(this.raw);
	}

	/**
	 * Returns the id of the login that this device code collects.
	 * @return 64 lower-case hex digits
	 */
	public String id() {
		return Sha256.hex(this.raw);
	}

	Challenge challenge() {
		return new Challenge(id(), HexFormat.of().formatHex(deriveSealSeed()));
	}

	byte[] deriveToken(byte[] salt) {
		return hmac(TOKEN_LABEL, salt);
	}

	byte[] deriveSealSeed() {
		return hmac(SEAL_LABEL, NOTHING);
	}

	private byte[] hmac(String label, byte[] data) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(this.raw, "HmacSHA256"));
			mac.update(label.getBytes(StandardCharsets.US_ASCII));
			return mac.doFinal(data);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HmacSHA256", ex);
		}
	}

	@Override
	public String toString() {
		return "DeviceCode[redacted]";
	}

	/**
	 * What a command line registers of a device code that it keeps to itself
	 * ({@link CliLoginFlow#BROWSER}).
	 *
	 * @param hash SHA-256 of the device code's 32 raw bytes in 64 lower-case hex digits:
	 * the id of the login
	 * @param sealSeed HMAC-SHA256 of {@code clilogin/seal/v1}, keyed with those bytes, in
	 * 64 lower-case hex digits: used once, for the public key that a credential of the
	 * host's is sealed to, and not stored; {@code null} if such a credential cannot be
	 * handed over
	 */
	public record Challenge(String hash, @Nullable String sealSeed) {

		/**
		 * Checks.
		 */
		public Challenge {
			if (!DeviceCode.isHex(hash) || (sealSeed != null && !DeviceCode.isHex(sealSeed))) {
				throw new IllegalArgumentException("A challenge, and a seal seed, is 64 lower-case hex digits");
			}
		}

		/**
		 * Creates a challenge of a command line that takes own tokens only.
		 * @param hash the hash of the device code
		 */
		public Challenge(String hash) {
			this(hash, null);
		}

		@Override
		public String toString() {
			return "Challenge[hash=" + this.hash + "]";
		}

	}

}
