package io.github.clilogin.web.wire;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decodes forms and UTF-8. Refuses malformed input and never repairs it. */
final class FormDecoder {

	private static final char REPLACEMENT = '\uFFFD';

	private FormDecoder() {
	}

	static String utf8(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		return (text.indexOf(REPLACEMENT) < 0) ? text : strictUtf8(bytes);
	}

	/** Distinguishes malformed bytes from a replacement character that was sent. */
	private static String strictUtf8(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw WireException.invalidRequest("The request is not valid UTF-8");
		}
	}

	static List<Map.Entry<String, String>> pairs(byte[] form) {
		List<Map.Entry<String, String>> pairs = new ArrayList<>();
		for (String pair : new String(form, StandardCharsets.ISO_8859_1).split("&")) {
			int equals = pair.indexOf('=');
			String name = decode((equals < 0) ? pair : pair.substring(0, equals));
			pairs.add(Map.entry(name, (equals < 0) ? "" : decode(pair.substring(equals + 1))));
		}
		return pairs;
	}

	/** Returns the names of a query, without those that cannot be decoded. */
	static List<String> names(String query) {
		List<String> names = new ArrayList<>();
		for (String pair : query.split("&")) {
			try {
				names.add(decode(pair.split("=", 2)[0]));
			}
			catch (WireException ex) {
				// Not a parameter of clilogin, whose names need no encoding
			}
		}
		return names;
	}

	/** Decodes one name or value, whose bytes are given as Latin-1 characters. */
	static String decode(String encoded) {
		try {
			String bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1);
			return utf8(bytes.getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (IllegalArgumentException ex) {
			throw WireException.invalidRequest("A percent sign must be followed by two hex digits");
		}
	}

}
