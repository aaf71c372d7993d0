package io.github.clilogin;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a command line asks for: what it claims about itself, cleaned and cut to length,
 * and what the server measured. Immutable.
 *
 * @param flow the flow
 * @param clientId the program's public name (RFC 8628 §3.1), at most 64 characters
 * @param clientVersion the program's version as claimed, at most 64 characters
 * @param deviceName the device's name as claimed, at most 64 characters
 * @param scopes the scopes asked for, in the order asked; empty means all that the user
 * may do
 * @param remoteAddress the address the request came from as measured, or {@code null} if
 * it is not known
 * @param userAgent the {@code User-Agent} as sent, at most 200 characters
 */
public record CliLoginRequest(CliLoginFlow flow, @Nullable String clientId, @Nullable String clientVersion,
		@Nullable String deviceName, Set<String> scopes, @Nullable String remoteAddress, @Nullable String userAgent) {

	static final int NAME_LENGTH = 64;

	private static final int USER_AGENT_LENGTH = 200;

	/**
	 * Cleans what is claimed: control, format and bidirectional characters are dropped,
	 * long text is cut, blank text becomes {@code null}.
	 */
	public CliLoginRequest {
		clientId = ClaimedText.clean(clientId, NAME_LENGTH);
		clientVersion = ClaimedText.clean(clientVersion, NAME_LENGTH);
		deviceName = ClaimedText.clean(deviceName, NAME_LENGTH);
		scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
		remoteAddress = ClaimedText.clean(remoteAddress, NAME_LENGTH);
		userAgent = ClaimedText.clean(userAgent, USER_AGENT_LENGTH);
	}

	/**
	 * Returns a request that claims nothing.
	 * @param flow the flow
	 * @return the request
	 */
	public static CliLoginRequest of(CliLoginFlow flow) {
		return new CliLoginRequest(flow, null, null, null, Set.of(), null, null);
	}

}
