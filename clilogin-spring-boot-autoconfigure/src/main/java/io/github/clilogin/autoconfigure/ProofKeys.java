package io.github.clilogin.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.clilogin.CliLoginProof;
import io.github.clilogin.CliLoginSettings.ProofPolicy;

/**
 * Reads the keys below {@code clilogin.clients} and {@code clilogin.scopes}. Spring Boot
 * cannot bind them to objects, because client IDs and scopes can contain dots.
 */
final class ProofKeys {

	private static final String NAME = ".name";

	private static final String PROOF = ".proof";

	private static final CliLoginProof[] OF_SCOPES = { CliLoginProof.TYPED, CliLoginProof.LOOPBACK };

	private ProofKeys() {
	}

	/** Returns the names by client ID. A client without a name is called by its ID. */
	static Map<String, String> names(Map<String, String> clients) {
		Map<String, String> names = new LinkedHashMap<>();
		clients.forEach((key, value) -> {
			if (key.endsWith(PROOF)) {
				names.putIfAbsent(id(key, PROOF), id(key, PROOF));
			}
			else {
				names.put(key.endsWith(NAME) ? id(key, NAME) : key, value);
			}
		});
		return names;
	}

	/** Returns the policies by client ID. */
	static Map<String, ProofPolicy> policies(Map<String, String> clients) {
		Map<String, ProofPolicy> policies = new LinkedHashMap<>();
		clients.forEach((key, value) -> {
			if (key.endsWith(PROOF)) {
				// YAML reads off as a boolean
				String text = value.equalsIgnoreCase("false") ? "off" : value;
				policies.put(id(key, PROOF), read("clilogin.clients." + key, text, ProofPolicy.values()));
			}
		});
		return policies;
	}

	/** Returns the proofs by scope. */
	static Map<String, CliLoginProof> proofs(Map<String, String> scopes) {
		Map<String, CliLoginProof> proofs = new LinkedHashMap<>();
		scopes.forEach((key, value) -> {
			String property = "clilogin.scopes." + key;
			if (!key.endsWith(PROOF)) {
				throw new IllegalArgumentException(property + " must end in " + PROOF);
			}
			proofs.put(id(key, PROOF), read(property, value, OF_SCOPES));
		});
		return proofs;
	}

	private static String id(String key, String suffix) {
		return key.substring(0, key.length() - suffix.length());
	}

	private static <E extends Enum<E>> E read(String property, String value, E[] values) {
		return Stream.of(values)
			.filter((known) -> known.name().equalsIgnoreCase(value.trim()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					property + " must be " + list(values) + ", not \"" + value + "\""));
	}

	private static String list(Enum<?>[] values) {
		return Stream.of(values)
			.map((value) -> value.name().toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(", "))
			.replaceFirst(", (?!.*,)", " or ");
	}

}
