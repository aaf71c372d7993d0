package io.github.clilogin;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLoginEvent.Summary;
import io.github.clilogin.DeviceCode.Challenge;

/**
 * Starts logins: generates the codes and stores a pending login.
 */
final class LoginStarter {

	private static final Duration MAX_BROWSER_LIFETIME = Duration.ofMinutes(5);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

	private static final int MAX_USER_CODES = 5;

	private final CliLoginRepository repository;

	private final CredentialSealing sealing;

	private final CliLoginSettings settings;

	private final ProofRules rules;

	private final Clock clock;

	private final Consumer<CliLoginEvent> events;

	private final PendingAdmission admission;

	private final SecureRandom random = new SecureRandom();

	LoginStarter(CliLoginRepository repository, CredentialSealing sealing, CliLoginSettings settings, Clock clock,
			PendingAdmission admission, Consumer<CliLoginEvent> events) {
		this.repository = repository;
		this.sealing = sealing;
		this.settings = settings;
		this.rules = new ProofRules(settings);
		this.clock = clock;
		this.events = events;
		this.admission = admission;
	}

	StartResult start(CliLoginRequest request, @Nullable Challenge challenge, @Nullable String codeChallenge) {
		CliLoginRequest accepted = this.rules.accepted(request);
		return refusal(request, challenge != null).orElseGet(() -> insert(accepted, challenge, codeChallenge));
	}

	private Optional<StartResult> refusal(CliLoginRequest request, boolean challenged) {
		boolean browser = request.flow() == CliLoginFlow.BROWSER;
		if (!this.settings.flows().contains(request.flow()) || browser != challenged) {
			return Optional.of(new StartResult.FlowNotEnabled());
		}
		if (!this.settings.allowsClient(request.clientId())) {
			return Optional.of(new StartResult.ClientNotAllowed());
		}
		Optional<StartResult> unknown = request.scopes()
			.stream()
			.filter((scope) -> !this.settings.scopes().contains(scope))
			.findFirst()
			.map(StartResult.UnknownScope::new);
		return unknown.or(() -> this.rules.refusal(request));
	}

	private StartResult insert(CliLoginRequest request, @Nullable Challenge challenge, @Nullable String codeChallenge) {
		DeviceCode code = (challenge == null) ? draw(request) : null;
		Challenge registered = (code != null) ? code.withCodeChallenge(codeChallenge).challenge()
				: registered(Objects.requireNonNull(challenge), request);
		Instant now = this.clock.instant();
		// Looks first, so that a repeated start does not evict a login
		Optional<StartResult> repeated = (challenge != null && this.admission.isNearlyFull(now))
				? repeated(login(registered, request, now)) : Optional.empty();
		return repeated.orElseGet(() -> insert(registered, request, code, now));
	}

	private DeviceCode draw(CliLoginRequest request) {
		DeviceCode code = DeviceCode.draw(this.random);
		return request.returnMethods().isEmpty() ? code : code.demandingProof();
	}

	private static Challenge registered(Challenge challenge, CliLoginRequest request) {
		return request.returnMethods().isEmpty() ? challenge : challenge.demandingProof();
	}

	private StartResult insert(Challenge challenge, CliLoginRequest request, @Nullable DeviceCode code, Instant now) {
		for (int i = 0; i < MAX_USER_CODES && this.admission.admits(request, now); i++) {
			CliLogin login = login(challenge, request, now);
			CliLoginRepository.Insert insert = this.repository.insert(login);
			if (insert == CliLoginRepository.Insert.DONE) {
				this.admission.started(login);
				this.events.accept(new CliLoginEvent.Started(Summary.of(login)));
				return new StartResult.Started(login, code);
			}
			this.admission.notStarted();
			if (insert == CliLoginRepository.Insert.ID_TAKEN) {
				return repeated(login).orElseGet(StartResult.ChallengeUsed::new);
			}
		}
		return new StartResult.Full(RETRY_AFTER);
	}

	/** Returns the pending login of the same request, whose response may be lost. */
	private Optional<StartResult> repeated(CliLogin login) {
		return this.repository.findById(login.id())
			.map((stored) -> isRepeated(stored, login) ? new StartResult.Started(stored, null)
					: new StartResult.ChallengeUsed());
	}

	private static boolean isRepeated(CliLogin stored, CliLogin login) {
		return stored.status() == CliLoginStatus.PENDING && !stored.isExpired(login.createdAt())
				&& stored.request().isRepeatedBy(login.request()) && Objects.equals(stored.sealKey(), login.sealKey());
	}

	private CliLogin login(Challenge challenge, CliLoginRequest request, Instant now) {
		return CliLogin.builder(challenge.hash(), UserCode.draw(this.random), request)
			.createdAt(now)
			.expiresAt(now.plus(lifetime(request)))
			.sealKey(sealKey(challenge))
			.build();
	}

	private @Nullable String sealKey(Challenge challenge) {
		String seed = challenge.sealSeed();
		return (seed != null) ? this.sealing.publicKey(HexFormat.of().parseHex(seed)) : null;
	}

	private Duration lifetime(CliLoginRequest request) {
		Duration lifetime = this.settings.lifetime();
		boolean shorter = request.flow() == CliLoginFlow.BROWSER && lifetime.compareTo(MAX_BROWSER_LIFETIME) > 0;
		return shorter ? MAX_BROWSER_LIFETIME : lifetime;
	}

}
