package io.github.clilogin.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Formats a request body for curl in either dialect.
 */
enum CurlBody {

	FORM {

		@Override
		List<String> arguments(String... namesAndValues) {
			List<String> arguments = new ArrayList<>();
			for (int i = 0; i < namesAndValues.length; i += 2) {
				arguments.addAll(List.of("-d", namesAndValues[i] + "=" + namesAndValues[i + 1]));
			}
			return arguments;
		}

	},

	JSON {

		@Override
		List<String> arguments(String... namesAndValues) {
			List<String> members = new ArrayList<>();
			for (int i = 0; i < namesAndValues.length; i += 2) {
				members.add("\"" + camelCase(namesAndValues[i]) + "\":\"" + namesAndValues[i + 1] + "\"");
			}
			return List.of("-H", "Content-Type: application/json", "-d", "{" + String.join(",", members) + "}");
		}

	};

	private static final Pattern UNDERSCORE = Pattern.compile("_(.)");

	/** Returns the arguments for a body with these members, named in snake_case. */
	abstract List<String> arguments(String... namesAndValues);

	private static String camelCase(String name) {
		return UNDERSCORE.matcher(name).replaceAll((match) -> match.group(1).toUpperCase(Locale.ROOT));
	}

}
