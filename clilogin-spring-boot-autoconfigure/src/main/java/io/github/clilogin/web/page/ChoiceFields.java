package io.github.clilogin.web.page;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.web.ConfirmationPage.ChoiceField;
import io.github.clilogin.web.wire.WireRequestReader;

/**
 * Converts offered choices to fields of a form, and reads the fields. A digest contains 8
 * bytes for each option of the form. The decision token covers the digest, so the form
 * cannot send another option.
 */
final class ChoiceFields {

	private static final String NAME = "choice_";

	private static final String GROUP = "group_";

	private static final int HASH_LENGTH = 8;

	private ChoiceFields() {
	}

	static List<ChoiceField> of(CliLoginChoices.Offer offered) {
		List<ChoiceField> fields = new ArrayList<>();
		for (Map.Entry<String, List<CliLoginChoice>> group : offered.groups().entrySet()) {
			String selected = group.getValue()
				.stream()
				.filter(offered.selected()::contains)
				.map(CliLoginChoice::id)
				.findFirst()
				.orElse(null);
			fields.add(new ChoiceField(NAME + fields.size(), group.getKey(), group.getValue(), selected));
		}
		return fields;
	}

	/** Returns the fields that the user does not fill in. */
	static Map<String, String> hidden(List<ChoiceField> fields) {
		Map<String, String> hidden = new LinkedHashMap<>();
		for (int i = 0; i < fields.size(); i++) {
			ChoiceField field = fields.get(i);
			hidden.put(GROUP + i, field.group());
			if (field.options().size() == 1) {
				hidden.put(field.name(), field.options().get(0).id());
			}
		}
		return hidden;
	}

	/** Returns the names of all fields that a form may have. */
	static Stream<String> names() {
		return IntStream.range(0, CliLoginChoices.MAX_OPTIONS)
			.boxed()
			.flatMap((number) -> Stream.of(GROUP + number, NAME + number));
	}

	/** Returns the digest of the options, which is empty without any. */
	static String digest(List<ChoiceField> fields) {
		ByteArrayOutputStream hashes = new ByteArrayOutputStream();
		for (ChoiceField field : fields) {
			field.options().forEach((option) -> hashes.writeBytes(hash(field.group(), option.id())));
		}
		return encode(hashes.toByteArray());
	}

	/**
	 * Reads the ID that a form sends for each group. A question without an answer is left
	 * out.
	 * @return the IDs by group, or empty if the digest lacks one of them
	 */
	static Optional<Map<String, String>> read(HttpServletRequest request, String digest) {
		Set<String> known = hashes(digest);
		Map<String, String> ids = new HashMap<>();
		for (int i = 0; i < CliLoginChoices.MAX_OPTIONS; i++) {
			String group = WireRequestReader.readField(request, GROUP + i).orElse("");
			Optional<String> id = WireRequestReader.readField(request, NAME + i);
			if (id.isPresent() && !known.contains(encode(hash(group, id.get())))) {
				return Optional.empty();
			}
			id.ifPresent((chosen) -> ids.put(group, chosen));
		}
		return Optional.of(ids);
	}

	private static Set<String> hashes(String digest) {
		byte[] bytes = Base64.getUrlDecoder().decode(digest);
		Set<String> hashes = new HashSet<>();
		for (int i = 0; i + HASH_LENGTH <= bytes.length; i += HASH_LENGTH) {
			hashes.add(encode(Arrays.copyOfRange(bytes, i, i + HASH_LENGTH)));
		}
		return hashes;
	}

	/** Starts with the ID, which contains no space. */
	private static byte[] hash(String group, String id) {
		byte[] hash = Sha256.hash((id + " " + group).getBytes(StandardCharsets.UTF_8));
		return Arrays.copyOf(hash, HASH_LENGTH);
	}

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
