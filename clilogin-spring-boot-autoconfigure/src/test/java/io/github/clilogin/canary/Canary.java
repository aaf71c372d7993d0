package io.github.clilogin.canary;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A secret that must not be found, with its spellings: its text and its bytes, each
 * unchanged, in hex, in base64 and in base64url. The base64 spellings cover every offset
 * in a longer text.
 *
 * @param name the name of the secret
 * @param spellings the texts to look for, one character for each byte
 */
record Canary(String name, Set<String> spellings) {

	/** A secret that is a text. */
	static Canary of(String name, String text) {
		return new Canary(name, spellings(text.getBytes(StandardCharsets.UTF_8)));
	}

	/** A secret that is bytes, for which a text stands. */
	static Canary of(String name, String text, byte[] raw) {
		Set<String> spellings = spellings(text.getBytes(StandardCharsets.UTF_8));
		spellings.addAll(spellings(raw));
		return new Canary(name, spellings);
	}

	private static Set<String> spellings(byte[] secret) {
		Set<String> spellings = new LinkedHashSet<>();
		spellings.add(read(secret));
		spellings.add(HexFormat.of().formatHex(secret));
		spellings.add(HexFormat.of().formatHex(secret).toUpperCase(Locale.ROOT));
		for (int before = 0; before < 3; before++) {
			String base64 = base64(secret, before);
			spellings.add(base64);
			spellings.add(base64.replace('+', '-').replace('/', '_'));
		}
		return spellings;
	}

	/** Returns the characters that do not depend on the neighbouring bytes. */
	private static String base64(byte[] secret, int before) {
		byte[] longer = new byte[before + secret.length];
		System.arraycopy(secret, 0, longer, before, secret.length);
		String text = Base64.getEncoder().encodeToString(longer);
		return text.substring((before * 8 + 5) / 6, longer.length * 8 / 6);
	}

	/** Bytes as a text to look in, one character for each. */
	static String read(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/** A text as one to look in. */
	static String read(String text) {
		return read(text.getBytes(StandardCharsets.UTF_8));
	}

	boolean isIn(String place) {
		return this.spellings.stream().anyMatch(place::contains);
	}

	/** The names of those that are found in a place. */
	static Set<String> found(Collection<Canary> canaries, String place) {
		Set<String> found = new LinkedHashSet<>();
		canaries.stream().filter((canary) -> canary.isIn(place)).map(Canary::name).forEach(found::add);
		return found;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
