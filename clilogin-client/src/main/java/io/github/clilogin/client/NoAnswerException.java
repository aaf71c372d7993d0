package io.github.clilogin.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;

import javax.net.ssl.SSLHandshakeException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a request gets no response. The message is for the user.
 */
final class NoAnswerException extends IOException {

	private static final long serialVersionUID = 1L;

	NoAnswerException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	boolean isForUnknownHost() {
		return has(this, UnresolvedAddressException.class);
	}

	boolean isForCertificate() {
		return has(this, CertificateException.class);
	}

	/** Returns whether a connection existed, so that the request may have been sent. */
	boolean wasSent() {
		return !has(this, ConnectException.class) && !has(this, HttpConnectTimeoutException.class)
				&& !has(this, SSLHandshakeException.class);
	}

	static boolean has(@Nullable Throwable problem, Class<? extends Throwable> cause) {
		return problem != null && (cause.isInstance(problem) || has(problem.getCause(), cause));
	}

}
