package io.github.clilogin.hpke;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import io.github.clilogin.CredentialSealer.Context;

/**
 * Converts a context to bytes that are unique to a login and its credential.
 */
record SealBinding(Context context) {

	private static final int ABSENT_LENGTH = -1;

	byte[] info() {
		return ("clilogin/seal/v1\0" + this.context.id()).getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Joins client, owner, type and expiry in milliseconds. Each is its length in four
	 * bytes and its UTF-8 bytes. The length of an absent part is −1.
	 */
	byte[] aad() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		write(bytes, this.context.clientId());
		write(bytes, this.context.ownerId());
		write(bytes, this.context.type());
		write(bytes,
				(this.context.expiresAt() != null) ? Long.toString(this.context.expiresAt().toEpochMilli()) : null);
		return bytes.toByteArray();
	}

	private static void write(ByteArrayOutputStream bytes, @Nullable String text) {
		byte[] content = (text != null) ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
		bytes.writeBytes(
				ByteBuffer.allocate(Integer.BYTES).putInt((text != null) ? content.length : ABSENT_LENGTH).array());
		bytes.writeBytes(content);
	}

}
