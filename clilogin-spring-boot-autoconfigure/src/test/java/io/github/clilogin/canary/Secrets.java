package io.github.clilogin.canary;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.clilogin.ReturnCode;

/**
 * All that opens something and must not be found.
 */
final class Secrets {

	private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private final List<Canary> all = new ArrayList<>();

	private String lastToken = "";

	List<Canary> all() {
		return this.all;
	}

	String lastToken() {
		return this.lastToken;
	}

	static byte[] draw() {
		byte[] raw = new byte[32];
		new SecureRandom().nextBytes(raw);
		return raw;
	}

	static String base64(byte[] raw) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
	}

	/** Adds a device code in base64url, as the server writes it. */
	String deviceCode(String login, String code) {
		return deviceCode(login, code, Base64.getUrlDecoder().decode(code));
	}

	/** Adds a device code and the seed of its sealing key. */
	String deviceCode(String login, String code, byte[] raw) {
		this.all.add(Canary.of("device code of " + login, code, raw));
		this.all.add(Canary.of("seal seed of " + login, sealSeed(raw), HexFormat.of().parseHex(sealSeed(raw))));
		return code;
	}

	/**
	 * Adds a return code with and without its dash. Six letters alone are found in long
	 * base64 texts by chance, so they are looked for after an equals sign or a quote.
	 */
	ReturnCode returnCode(String login, ReturnCode code) {
		this.all.add(Canary.of("return code of " + login, code.value()));
		for (String before : List.of("=", "\"")) {
			this.all.add(Canary.of("plain return code of " + login, before + code.value().replace("-", "")));
		}
		return code;
	}

	/** Adds a random secret of a return code. */
	byte[] returnSecret(String login) {
		byte[] raw = draw();
		this.all.add(Canary.of("return secret of " + login, base64(raw), raw));
		return raw;
	}

	/** Adds the seed of a return code, as a page contains it. */
	String returnSeed(String login, String seed) {
		this.all.add(Canary.of("return seed of " + login, seed, Base64.getUrlDecoder().decode(seed)));
		return seed;
	}

	/** The secret behind a code challenge. */
	String codeVerifier(String login, String verifier, byte[] raw) {
		this.all.add(Canary.of("code verifier of " + login, verifier, raw));
		return verifier;
	}

	/** Its digits, without prefix and checksum, and the bytes that they are. */
	String token(String login, String token) {
		String digits = token.substring(4, 47);
		BigInteger number = BigInteger.ZERO;
		for (char digit : digits.toCharArray()) {
			number = number.multiply(BigInteger.valueOf(62)).add(BigInteger.valueOf(DIGITS.indexOf(digit)));
		}
		String hex = number.setBit(256).toString(16).substring(1);
		this.all.add(Canary.of("token of " + login, digits, HexFormat.of().parseHex(hex)));
		this.lastToken = token;
		return token;
	}

	/** Adds a credential of the host. */
	String credential(String login, String credential) {
		this.all.add(Canary.of("credential of " + login, credential));
		return credential;
	}

	static String sealSeed(byte[] raw) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(raw, "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal("clilogin/seal/v1".getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String challenge(byte[] raw) {
		return HexFormat.of().formatHex(sha256(raw));
	}

	static String codeChallenge(String verifier) {
		return base64(sha256(verifier.getBytes(StandardCharsets.US_ASCII)));
	}

	private static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
