package io.github.clilogin.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Contains the parameters of a poll.
 *
 * @param deviceCode the device code
 * @param returnCode the return code, or {@code null} if the client has none
 * @param isReturnKnown whether the server has said that it demands a return code, so that
 * it need not answer at once
 * @param hold the time for which the server may hold the poll
 */
record PollParameters(String deviceCode, @Nullable String returnCode, boolean isReturnKnown, Duration hold) {

	static PollParameters waiting(String deviceCode, boolean isReturnKnown, Duration hold) {
		return new PollParameters(deviceCode, null, isReturnKnown, hold);
	}

	/** The server answers a poll with a return code at once. */
	static PollParameters returning(String deviceCode, String returnCode) {
		return new PollParameters(deviceCode, returnCode, false, Duration.ZERO);
	}

	@Override
	public String toString() {
		return "PollParameters[hold=" + this.hold + "]";
	}

}
