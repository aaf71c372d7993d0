package io.github.clilogin.samplecli;

import java.io.IOException;

import io.github.clilogin.client.Credentials;

/**
 * Reads a token that the user enters instead of logging in.
 *
 * @param context provides the input
 * @param target the server that must accept the token
 */
record TokenInput(CliContext context, TargetOptions target) {

	Credentials read() throws IOException, AcmeException, InterruptedException {
		String token = this.context.secret("Paste the token (hidden): ").strip();
		String account = new AcmeApi(this.target, TargetOptions.ofToken(token, null), false).accountName();
		this.context.ctrlC().waitOnPress();
		return TargetOptions.ofToken(token, account);
	}

}
