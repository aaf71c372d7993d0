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
 * Represents the secret of a waiting CLI (RFC 8628 §3.2), 32 random bytes. Derives from
 * the 32 raw bytes. A key of more than 64 bytes would be unsafe: HMAC replaces it by its
 * SHA-256, which is the stored ID. Immutable.
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
	 * Parses 43 base64url characters, as the server writes a device code, or 64
	 * lower-case hex digits, as a CLI writes its own.
	 * @param text the text, or {@code null}
	 * @return the device code, or empty if the text is not in canonical form
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
	 * {@return whether a text is 64 lower-case hex digits, like an ID or a challenge}
	 * @param text the text
	 */
	public static boolean isHex(String text) {
		return HEX.matcher(text).matches();
	}

	/**
	 * {@return the secret text for the CLI, 43 base64url characters}
	 */
	public String value() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(this.raw);
	}

	/**
	 * {@return the ID of the login, 64 lower-case hex digits}
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

		@Override
		public String toString() {
			return "Challenge[hash=" + this.hash + "]";
		}

	}

}
