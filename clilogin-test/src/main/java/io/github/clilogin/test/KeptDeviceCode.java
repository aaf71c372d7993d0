package io.github.clilogin.test;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

import io.github.clilogin.CliLogin;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.DeviceCode.Challenge;
import io.github.clilogin.internal.Sha256;

/**
 * Represents a device code that the CLI has generated, as the flow BROWSER requires.
 *
 * @param code the device code
 * @param challenge the challenge of the start
 */
record KeptDeviceCode(DeviceCode code, Challenge challenge) {

	private static final byte[] SEAL_LABEL = "clilogin/seal/v1".getBytes(StandardCharsets.US_ASCII);

	private static final SecureRandom random = new SecureRandom();

	/** Returns the device code as polls of a login send it. */
	DeviceCode code(CliLogin login) {
		return login.isDemandingProof() ? DeviceCode.parse("r." + this.code.value()).orElseThrow() : this.code;
	}

	static KeptDeviceCode create() {
		byte[] raw = new byte[32];
		random.nextBytes(raw);
		HexFormat hex = HexFormat.of();
		DeviceCode code = DeviceCode.parse(hex.formatHex(raw)).orElseThrow();
		return new KeptDeviceCode(code, new Challenge(code.id(), hex.formatHex(Sha256.hmac(raw, SEAL_LABEL))));
	}

}
