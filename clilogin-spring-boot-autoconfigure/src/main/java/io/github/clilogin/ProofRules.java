package io.github.clilogin;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginSettings.ProofPolicy;

/**
 * Decides which proof a login demands at its start, confirmation and collection, and at
 * the use of its token. Instances with other settings may have done the earlier steps.
 */
record ProofRules(CliLoginSettings settings) {

	/** Reason, shown in the browser and in the terminal. */
	static final String PROOF_REQUIRED = "This application requires a return code. This command-line tool "
			+ "does not support it. Update the tool";

	private static final String LOOPBACK_REQUIRED = "This application gives this access only to a command-line tool "
			+ "on the machine of the browser. Log in there";

	/**
	 * Removes the return methods that give no sufficient proof, so that the browser
	 * cannot replace the code by one of them.
	 */
	CliLoginRequest accepted(CliLoginRequest request) {
		if (policy(request) == ProofPolicy.OFF) {
			return request.withReturnMethods(List.of());
		}
		CliLoginProof demanded = demanded(request);
		return request.withReturnMethods(
				request.returnMethods().stream().filter((method) -> method.proof().compareTo(demanded) >= 0).toList());
	}

	/**
	 * Returns the reason to refuse a start. If the request has methods and none of them
	 * suffices, its scopes demand more, since each method suffices for all else.
	 */
	Optional<StartResult> refusal(CliLoginRequest request) {
		if (!accepted(request).returnMethods().isEmpty() || demanded(request) == CliLoginProof.NONE) {
			return Optional.empty();
		}
		boolean lacksMethod = request.returnMethods().isEmpty() && isAnyDemanded(request);
		return Optional.of(lacksMethod ? new StartResult.ProofRequired()
				: new StartResult.ScopeRequiresProof(demandedByScopes(request)));
	}

	/** Returns the first method that gives a sufficient proof. */
	Optional<ReturnCode.Method> method(CliLogin login) {
		return login.request()
			.returnMethods()
			.stream()
			.filter((method) -> isSufficient(login, method.proof()))
			.findFirst();
	}

	/** Returns the reason to reject a login whose proof does not suffice. */
	Optional<String> rejection(CliLogin login, CliLoginProof proof) {
		if (isSufficient(login, proof)) {
			return Optional.empty();
		}
		return Optional.of(login.isDemandingProof() ? LOOPBACK_REQUIRED : PROOF_REQUIRED);
	}

	boolean isSufficient(CliLogin login, CliLoginProof proof) {
		return proof.compareTo(demanded(login.request())) >= 0;
	}

	/** Returns whether the limits of logins without a proof apply. */
	boolean isLimited(CliLogin login) {
		return !login.isDemandingProof() && policy(login.request()) != ProofPolicy.OFF;
	}

	/**
	 * Returns whether a collected login has the proof that a scope demands; {@code null}
	 * stands for all permissions.
	 */
	boolean isGranted(CliLogin login, @Nullable String scope) {
		return login.proof().compareTo(demandedBy((scope != null) ? Set.of(scope) : Set.of())) >= 0;
	}

	private CliLoginProof demanded(CliLoginRequest request) {
		CliLoginProof ofScopes = demandedByScopes(request);
		return (ofScopes == CliLoginProof.NONE && isAnyDemanded(request)) ? CliLoginProof.TYPED : ofScopes;
	}

	private boolean isAnyDemanded(CliLoginRequest request) {
		Set<CliLoginFlow> flows = this.settings.unproven().flows();
		return switch (policy(request)) {
			case OFF -> false;
			case OFFERED -> !flows.isEmpty() && !flows.contains(request.flow());
			case REQUIRED -> true;
		};
	}

	private CliLoginProof demandedByScopes(CliLoginRequest request) {
		CliLoginProof demanded = demandedBy(request.scopes());
		return (demanded == CliLoginProof.NONE && policy(request) != ProofPolicy.OFF
				&& !isUnprovenAllowed(request.scopes())) ? CliLoginProof.TYPED : demanded;
	}

	/** A login without scopes has all permissions. */
	private CliLoginProof demandedBy(Set<String> scopes) {
		Collection<CliLoginProof> proofs = scopes.isEmpty() ? this.settings.demands().scopes().values()
				: scopes.stream().map(this::demandedBy).toList();
		return proofs.stream().max(Comparator.naturalOrder()).orElse(CliLoginProof.NONE);
	}

	private CliLoginProof demandedBy(String scope) {
		return this.settings.demands().scopes().getOrDefault(scope, CliLoginProof.NONE);
	}

	private boolean isUnprovenAllowed(Set<String> scopes) {
		Set<String> allowed = this.settings.unproven().scopes();
		return allowed.isEmpty() || (!scopes.isEmpty() && allowed.containsAll(scopes));
	}

	private ProofPolicy policy(CliLoginRequest request) {
		return this.settings.proofOf(request.clientId());
	}

}
