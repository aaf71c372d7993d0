package io.github.clilogin.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import io.github.clilogin.autoconfigure.CliLoginProperties.Api;
import io.github.clilogin.autoconfigure.CliLoginProperties.Endpoints;

/**
 * Lists the enabled properties that need a store. All of them are disabled by default.
 *
 * @param endpoints the keys of the enabled endpoints
 * @param api the key of the API, or an empty list if no API accepts tokens
 */
public record EnabledSwitches(List<String> endpoints, List<String> api) {

	private static final String ENDPOINTS = "clilogin.endpoints";

	/**
	 * {@return the switches that are enabled, without binding any other property}
	 * @param environment the environment
	 */
	public static EnabledSwitches of(Environment environment) {
		Binder binder = Binder.get(environment);
		Endpoints endpoints = binder.bindOrCreate(ENDPOINTS, Endpoints.class);
		boolean api = !binder.bindOrCreate("clilogin.api", Api.class).paths().isEmpty();
		return new EnabledSwitches(keys(endpoints), api ? List.of("clilogin.api.paths") : List.of());
	}

	private static List<String> keys(Endpoints endpoints) {
		List<String> keys = new ArrayList<>();
		addIf(endpoints.cli(), ".cli", keys);
		addIf(endpoints.page(), ".page", keys);
		addIf(endpoints.logins(), ".logins", keys);
		addIf(endpoints.tokens(), ".tokens", keys);
		addIf(endpoints.metadata(), ".metadata", keys);
		return List.copyOf(keys);
	}

	private static void addIf(boolean enabled, String name, List<String> keys) {
		if (enabled) {
			keys.add(ENDPOINTS + name);
		}
	}

	/**
	 * {@return all enabled keys}
	 */
	public List<String> all() {
		List<String> all = new ArrayList<>(this.endpoints);
		all.addAll(this.api);
		return List.copyOf(all);
	}

	/**
	 * {@return keys as a part of a sentence}
	 * @param keys the keys
	 */
	public static String list(List<String> keys) {
		int last = keys.size() - 1;
		return (last < 1) ? String.join("", keys) : String.join(", ", keys.subList(0, last)) + " and " + keys.get(last);
	}

	/**
	 * {@return a clause which says that keys are enabled}
	 * @param keys the keys, at least one
	 */
	public static String clause(List<String> keys) {
		boolean endpoints = keys.stream().allMatch((key) -> key.startsWith(ENDPOINTS));
		return list(keys) + ((keys.size() == 1) ? " is " : " are ") + (endpoints ? "enabled" : "set");
	}

}
