package io.github.clilogin;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import io.github.clilogin.CliLoginEvent.Summary;
import io.github.clilogin.DeviceCode.Challenge;

/**
 * The first step: draws the codes and stores a pending login.
 */
final class LoginStarter {

	private static final Duration BROWSER_LIFETIME = Duration.ofMinutes(5);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

	private static final int USER_CODE_TRIES = 5;

	private final LoginEnvironment environment;

	private final PendingCap cap;

	private final SecureRandom random = new SecureRandom();

	LoginStarter(LoginEnvironment environment) {
		this.environment = environment;
		this.cap = new PendingCap(environment.repository(), environment.settings().maxPending());
	}

	StartResult start(CliLoginRequest request, @Nullable Challenge challenge) {
		return refusal(request, challenge != null).orElseGet(() -> insert(request, challenge));
	}

	private Optional<StartResult> refusal(CliLoginRequest request, boolean challenged) {
		CliLoginSettings settings = this.environment.settings();
		if (!settings.flows().contains(request.flow()) || (request.flow() == CliLoginFlow.BROWSER) != challenged) {
			return Optional.of(new StartResult.FlowNotEnabled());
		}
		if (!settings.allowsClient(request.clientId())) {
			return Optional.of(new StartResult.ClientNotAllowed());
		}
		return request.scopes()
			.stream()
			.filter((scope) -> !settings.scopes().contains(scope))
			.findFirst()
			.map(StartResult.UnknownScope::new);
	}

	private StartResult insert(CliLoginRequest request, @Nullable Challenge challenge) {
		Instant now = this.environment.now();
		DeviceCode code = (challenge == null) ? DeviceCode.draw(this.random) : null;
		Challenge asked = (code != null) ? code.challenge() : Objects.requireNonNull(challenge);
		String sealKey = sealKey(asked);
		for (int i = 0; i < USER_CODE_TRIES && this.cap.admits(now); i++) {
			CliLogin login = CliLogin.builder(asked.hash(), UserCode.draw(this.random), request)
				.createdAt(now)
				.expiresAt(now.plus(lifetime(request)))
				.sealKey(sealKey)
				.build();
			switch (this.environment.repository().insert(login)) {
				case DONE -> {
					this.environment.publish(new CliLoginEvent.Started(Summary.of(login)));
					return new StartResult.Started(login, code);
				}
				case ID_TAKEN -> {
					return new StartResult.ChallengeUsed();
				}
				case USER_CODE_TAKEN -> {
				}
			}
		}
		return new StartResult.Full(RETRY_AFTER);
	}

	private @Nullable String sealKey(Challenge challenge) {
		String seed = challenge.sealSeed();
		return (seed != null) ? this.environment.sealing().publicKey(HexFormat.of().parseHex(seed)) : null;
	}

	private Duration lifetime(CliLoginRequest request) {
		Duration lifetime = this.environment.settings().lifetime();
		boolean shorter = request.flow() == CliLoginFlow.BROWSER && lifetime.compareTo(BROWSER_LIFETIME) > 0;
		return shorter ? BROWSER_LIFETIME : lifetime;
	}

}
