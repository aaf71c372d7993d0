package io.github.clilogin.hpke;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import io.github.clilogin.CredentialSealer.Context;

/**
 * What a box is bound to, as bytes: no two logins, and no two credentials of one, have
 * the same.
 *
 * @param context what the box belongs to
 */
record SealBinding(Context context) {

	private static final int ABSENT = -1;

	byte[] info() {
		return ("clilogin/seal/v1\0" + this.context.id()).getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * The client, the owner, the type and the end in milliseconds, each as its length in
	 * four bytes and its text in UTF-8; what is absent has the length −1.
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
		bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((text != null) ? content.length : ABSENT).array());
		bytes.writeBytes(content);
	}

}
