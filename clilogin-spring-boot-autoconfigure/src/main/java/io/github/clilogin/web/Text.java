package io.github.clilogin.web;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Strict decoding of what comes in, and folding of what goes out.
 */
final class Text {

	private static final char REPLACEMENT = '\uFFFD';

	private Text() {
	}

	static String utf8(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.UTF_8);
		return (text.indexOf(REPLACEMENT) < 0) ? text : strictUtf8(bytes);
	}

	/** Tells what is malformed from the replacement character itself. */
	private static String strictUtf8(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw WireException.invalidRequest("The request is not UTF-8");
		}
	}

	/** Decodes {@code application/x-www-form-urlencoded}, names and values in order. */
	static List<Map.Entry<String, String>> pairs(byte[] form) {
		List<Map.Entry<String, String>> pairs = new ArrayList<>();
		for (String pair : new String(form, StandardCharsets.ISO_8859_1).split("&")) {
			int equals = pair.indexOf('=');
			String name = formDecode((equals < 0) ? pair : pair.substring(0, equals));
			pairs.add(Map.entry(name, (equals < 0) ? "" : formDecode(pair.substring(equals + 1))));
		}
		return pairs;
	}

	/**
	 * Decodes a query's names, as far as they are any: what is not ours may be broken.
	 */
	static List<String> names(String query) {
		List<String> names = new ArrayList<>();
		for (String pair : query.split("&")) {
			try {
				names.add(formDecode(pair.split("=", 2)[0]));
			}
			catch (WireException ex) {
				// No name of ours
			}
		}
		return names;
	}

	/**
	 * Decodes one name or value.
	 * @param encoded its bytes as Latin-1 characters
	 * @return the text
	 */
	static String formDecode(String encoded) {
		try {
			String bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1);
			return utf8(bytes.getBytes(StandardCharsets.ISO_8859_1));
		}
		catch (IllegalArgumentException ex) {
			throw WireException.invalidRequest("A percent sign must be followed by two hex digits");
		}
	}

	/** Folds to what RFC 6749 §5.2 allows: printable ASCII, no quote, no backslash. */
	static String ascii(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKD)
			.replace('"', '\'')
			.replaceAll("\\p{M}+", "")
			.replaceAll("[^ -~]|\\\\", "?");
	}

}
