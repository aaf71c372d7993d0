package io.github.clilogin;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.internal.Sha256;

/**
 * A login whose codes are derived from a number, so that a load generator need not
 * remember a million of them. Never do this outside a benchmark.
 *
 * @param number the number, less than ten billion
 */
public record NumberedLogin(long number) {

	private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXZ";

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	/**
	 * Returns the device code.
	 * @return 43 base64url characters
	 */
	public String deviceCode() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(raw());
	}

	/**
	 * Returns the id of the login.
	 * @return 64 hex digits
	 */
	public String id() {
		return Sha256.hex(raw());
	}

	/**
	 * Returns the token that was delivered.
	 * @return an own token
	 */
	public String token() {
		return new TokenFormat("clt_").write(raw());
	}

	/**
	 * Returns the login while it is pending, for two hours.
	 * @return the pending login
	 */
	public CliLogin pending() {
		CliLoginRequest request = CliLoginRequest.builder(CliLoginFlow.CONFIRM)
			.clientId("acme")
			.clientVersion("1.0")
			.deviceName("ann-laptop")
			.remoteAddress("127.0.0.1")
			.userAgent("acme/1.0")
			.build();
		return CliLogin.builder(id(), userCode(), request)
			.createdAt(NOW)
			.expiresAt(NOW.plus(Duration.ofHours(2)))
			.sealKey(deviceCode())
			.build();
	}

	/**
	 * Returns the login after the first use of its token. The last use is an hour ahead,
	 * so that a benchmark does not store another use.
	 * @return the collected login
	 */
	public CliLogin collected() {
		CliUser ann = new CliUser("ann", "ann", Set.of("ROLE_USER"), true);
		Instant expiresAt = NOW.plus(Duration.ofDays(90));
		CliLoginTransition confirm = new CliLoginTransition.Confirm(ann, null, List.of(),
				new PendingCredential.OwnToken("c2FsdA", Set.of(), expiresAt), NOW.plus(Duration.ofMinutes(2)), NOW);
		CliLoginTransition collect = new CliLoginTransition.Collect(Sha256.hex(token()), expiresAt,
				NOW.plus(Duration.ofMinutes(5)), NOW);
		return confirm.applyTo(pending())
			.flatMap(collect::applyTo)
			.flatMap(new CliLoginTransition.FirstUse(NOW.plus(Duration.ofHours(1)))::applyTo)
			.orElseThrow();
	}

	private String userCode() {
		// Generated codes do not start with a vowel
		StringBuilder code = new StringBuilder("A");
		long rest = this.number;
		for (int i = 0; i < 7; i++) {
			code.append(CONSONANTS.charAt((int) (rest % CONSONANTS.length())));
			rest /= CONSONANTS.length();
		}
		return code.toString();
	}

	private byte[] raw() {
		return ByteBuffer.allocate(32).putLong(24, this.number).array();
	}

}
