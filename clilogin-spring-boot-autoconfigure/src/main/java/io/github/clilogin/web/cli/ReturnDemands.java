package io.github.clilogin.web.cli;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginProof;
import io.github.clilogin.CliLoginSettings;
import io.github.clilogin.CliLoginSettings.ProofPolicy;
import io.github.clilogin.web.CliLoginWebSettings;

/** Checks that the confirmation page can return the codes that the settings demand. */
final class ReturnDemands {

	private ReturnDemands() {
	}

	/**
	 * Fails the start-up rather than each start.
	 * @throws IllegalArgumentException if a setting demands return codes and no page
	 * returns them. The message names the configuration properties.
	 */
	static void requireDeliverable(CliLoginSettings logins, CliLoginWebSettings settings) {
		Optional<String> key = settings.returnCodes() ? Optional.empty() : demandingKey(logins);
		key.ifPresent((demanding) -> {
			throw new IllegalArgumentException(demanding + " demands return codes, but no confirmation page returns "
					+ "codes to CLIs: set clilogin.endpoints.page=true, or set clilogin.front-end.returns=true if the "
					+ "page at clilogin.verification-uri does");
		});
	}

	private static Optional<String> demandingKey(CliLoginSettings logins) {
		if (logins.proof() == ProofPolicy.REQUIRED) {
			return Optional.of("clilogin.login.proof");
		}
		Stream<String> clients = keys("clilogin.clients.", logins.demands().clients(), ProofPolicy.REQUIRED::equals);
		Stream<String> scopes = keys("clilogin.scopes.", logins.demands().scopes(),
				(proof) -> proof != CliLoginProof.NONE);
		return Stream.of(clients, scopes, limits(logins)).flatMap((keys) -> keys).findFirst();
	}

	/** Returns the keys of the limits that refuse some starts, if not all. */
	private static Stream<String> limits(CliLoginSettings logins) {
		Set<CliLoginFlow> flows = logins.unproven().flows();
		boolean limitsFlows = !flows.isEmpty() && !flows.containsAll(logins.flows())
				&& isForAnyClient(logins, ProofPolicy.OFFERED::equals);
		// A login without scopes has all permissions
		boolean limitsScopes = !logins.unproven().scopes().isEmpty()
				&& isForAnyClient(logins, (policy) -> policy != ProofPolicy.OFF);
		return Stream.concat(limitsFlows ? Stream.of("clilogin.unproven.flows") : Stream.empty(),
				limitsScopes ? Stream.of("clilogin.unproven.scopes") : Stream.empty());
	}

	private static boolean isForAnyClient(CliLoginSettings logins, Predicate<ProofPolicy> policy) {
		Set<String> clients = logins.clients().keySet();
		return clients.isEmpty() ? policy.test(logins.proof()) : clients.stream().map(logins::proofOf).anyMatch(policy);
	}

	private static <T> Stream<String> keys(String prefix, Map<String, T> proofs, Predicate<T> demanding) {
		return proofs.entrySet()
			.stream()
			.filter((proof) -> demanding.test(proof.getValue()))
			.map((proof) -> prefix + proof.getKey() + ".proof");
	}

}
