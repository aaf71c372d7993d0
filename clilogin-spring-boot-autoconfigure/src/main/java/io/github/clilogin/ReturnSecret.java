package io.github.clilogin;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.internal.Sha256;

/**
 * Holds the secret of a confirmation, from which its return codes are derived. The same
 * secret yields the same codes again.
 */
final class ReturnSecret {

	private static final int MIN_LENGTH = 32;

	/** HMAC would replace a longer key by its SHA-256. */
	private static final int MAX_LENGTH = 64;

	private static final SecureRandom random = new SecureRandom();

	private final byte[] key;

	ReturnSecret(byte[] key) {
		if (key.length < MIN_LENGTH || key.length > MAX_LENGTH) {
			throw new IllegalArgumentException(
					"The secret must have " + MIN_LENGTH + " to " + MAX_LENGTH + " bytes, not " + key.length);
		}
		this.key = key.clone();
	}

	static ReturnSecret draw() {
		byte[] key = new byte[MIN_LENGTH];
		random.nextBytes(key);
		return new ReturnSecret(key);
	}

	ReturnCode code(String id, ReturnCode.Method method) {
		byte[] label = ("clilogin/return/" + method.name() + "/v1").getBytes(StandardCharsets.US_ASCII);
		return ReturnCode.of(method, Sha256.hmac(this.key, label, id.getBytes(StandardCharsets.US_ASCII)));
	}

	/** Returns the return code of a login, unless another secret was used for it. */
	@Nullable ReturnCode codeOf(CliLogin login) {
		ReturnCode.Method method = login.returnMethod();
		ReturnCode code = (method != null) ? code(login.id(), method) : null;
		return (code != null && code.hash(login.id()).equals(login.returnHash())) ? code : null;
	}

	@Override
	public String toString() {
		return "ReturnSecret[redacted]";
	}

}
