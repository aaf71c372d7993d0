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
 * The secret of a waiting CLI (RFC 8628 §3.2): exactly 32 random bytes. All derivations
 * use the raw bytes, never their text: the login's id is their SHA-256, and they are the
 * key of the token's HMAC. (HMAC hashes a key of more than 64 bytes, so a text as the key
 * would turn the stored id into the key.) Immutable.
 */
public final class DeviceCode {

	private static final int LENGTH = 32;

	private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]{43}");

	private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

	private static final byte[] TOKEN_LABEL = "clilogin/token/v1".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] SEAL_LABEL = "clilogin/seal/v1".getBytes(StandardCharsets.US_ASCII);

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
	 * lower-case hex digits as a CLI writes its own.
	 * @param text the text, or {@code null}
	 * @return the device code, or empty if the text is not a device code in its canonical
	 * spelling
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
	 * Returns the text to send to the CLI. A secret.
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
	 * The hash by which a CLI registers a device code that it keeps
	 * ({@link CliLoginFlow#BROWSER}).
	 *
	 * @param hash SHA-256 of the device code's 32 raw bytes in 64 lower-case hex digits:
	 * the id of the login
	 * @param sealSeed HMAC-SHA256 of {@code clilogin/seal/v1}, keyed with those bytes, in
	 * 64 lower-case hex digits: used once, for the public key that a host credential is
	 * sealed to, and not stored; {@code null} if this login cannot get a host credential
	 */
	public record Challenge(String hash, @Nullable String sealSeed) {

		/**
		 * Checks that both are 64 lower-case hex digits.
		 */
		public Challenge {
			if (!DeviceCode.isHex(hash) || (sealSeed != null && !DeviceCode.isHex(sealSeed))) {
				throw new IllegalArgumentException("A challenge and a seal seed must be 64 lower-case hex digits");
			}
		}

		/**
		 * Creates a challenge for a login that can get own tokens only.
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
