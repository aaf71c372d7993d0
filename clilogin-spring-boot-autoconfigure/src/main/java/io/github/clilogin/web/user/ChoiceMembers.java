package io.github.clilogin.web.user;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginChoices;
import io.github.clilogin.CliLoginChoice;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireResponse;

/** Converts choices to members of a response. Converts no choices to {@code null}. */
final class ChoiceMembers {

	private ChoiceMembers() {
	}

	static @Nullable List<Map<String, Object>> of(CliLoginChoices.Offer offered) {
		return of(offered.options().stream(), offered.selected());
	}

	/** Converts the choices of a confirmed login, all of which are selected. */
	static @Nullable List<Map<String, Object>> of(List<CliLoginChoice> chosen) {
		return of(chosen.stream(), chosen);
	}

	private static @Nullable List<Map<String, Object>> of(Stream<CliLoginChoice> choices,
			List<CliLoginChoice> selected) {
		List<Map<String, Object>> members = choices.map((choice) -> members(choice, selected.contains(choice)))
			.toList();
		return Optional.of(members).filter((list) -> !list.isEmpty()).orElse(null);
	}

	private static Map<String, Object> members(CliLoginChoice choice, boolean selected) {
		return WireResponse.ok(WireDialect.JSON_CAMEL)
			.with("id", choice.id())
			.with("label", choice.label())
			.with("group", choice.group())
			.with("selected", selected)
			.members();
	}

}
