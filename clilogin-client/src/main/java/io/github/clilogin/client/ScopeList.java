package io.github.clilogin.client;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Parses scopes, which OAuth separates by spaces.
 */
final class ScopeList {

	private ScopeList() {
	}

	static Set<String> read(@Nullable String scope, Set<String> fallback) {
		return (scope == null || scope.isBlank()) ? fallback : Set.copyOf(List.of(scope.strip().split("\\s+")));
	}

}
