package io.github.clilogin;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A request for a login: what the CLI claims about itself, and what the server measured.
 * Control, format and bidirectional characters are removed from every text, long text is
 * cut, and blank text counts as absent. Immutable.
 */
public final class CliLoginRequest {

	static final int MAX_NAME_LENGTH = 64;

	private static final int MAX_USER_AGENT_LENGTH = 200;

	private final CliLoginFlow flow;

	private final @Nullable String clientId;

	private final @Nullable String clientVersion;

	private final @Nullable String deviceName;

	private final Set<String> scopes;

	private final @Nullable String remoteAddress;

	private final @Nullable String userAgent;

	private CliLoginRequest(Builder builder) {
		this.flow = builder.flow;
		this.clientId = ClaimedText.clean(builder.clientId, MAX_NAME_LENGTH);
		this.clientVersion = ClaimedText.clean(builder.clientVersion, MAX_NAME_LENGTH);
		this.deviceName = ClaimedText.clean(builder.deviceName, MAX_NAME_LENGTH);
		this.scopes = Collections.unmodifiableSet(new LinkedHashSet<>(builder.scopes));
		this.remoteAddress = ClaimedText.clean(builder.remoteAddress, MAX_NAME_LENGTH);
		this.userAgent = ClaimedText.clean(builder.userAgent, MAX_USER_AGENT_LENGTH);
	}

	/**
	 * Returns a request that contains nothing but a flow.
	 * @param flow the flow
	 * @return the request
	 */
	public static CliLoginRequest of(CliLoginFlow flow) {
		return builder(flow).build();
	}

	/**
	 * Starts a request.
	 * @param flow the flow
	 * @return a builder
	 */
	public static Builder builder(CliLoginFlow flow) {
		return new Builder(flow);
	}

	/**
	 * Returns the flow.
	 * @return the flow
	 */
	public CliLoginFlow flow() {
		return this.flow;
	}

	/**
	 * Returns the public name of the program (RFC 8628 §3.1).
	 * @return at most 64 characters, or {@code null}
	 */
	public @Nullable String clientId() {
		return this.clientId;
	}

	/**
	 * Returns the version of the program as claimed.
	 * @return at most 64 characters, or {@code null}
	 */
	public @Nullable String clientVersion() {
		return this.clientVersion;
	}

	/**
	 * Returns the name of the device as claimed.
	 * @return at most 64 characters, or {@code null}
	 */
	public @Nullable String deviceName() {
		return this.deviceName;
	}

	/**
	 * Returns the requested scopes.
	 * @return the scopes in the order of the request; empty means everything that the
	 * user may do
	 */
	public Set<String> scopes() {
		return this.scopes;
	}

	/**
	 * Returns the address that the request came from, as measured.
	 * @return the address, or {@code null} if it is not known
	 */
	public @Nullable String remoteAddress() {
		return this.remoteAddress;
	}

	/**
	 * Returns the {@code User-Agent} header.
	 * @return at most 200 characters, or {@code null}
	 */
	public @Nullable String userAgent() {
		return this.userAgent;
	}

	private List<@Nullable Object> values() {
		return Arrays.asList(this.flow, this.clientId, this.clientVersion, this.deviceName, this.scopes,
				this.remoteAddress, this.userAgent);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CliLoginRequest that && values().equals(that.values());
	}

	@Override
	public int hashCode() {
		return values().hashCode();
	}

	@Override
	public String toString() {
		return "CliLoginRequest[flow=" + this.flow + ", clientId=" + this.clientId + ", clientVersion="
				+ this.clientVersion + ", deviceName=" + this.deviceName + ", scopes=" + this.scopes
				+ ", remoteAddress=" + this.remoteAddress + ", userAgent=" + this.userAgent + "]";
	}

	/**
	 * Builds a request. Not safe for use by several threads.
	 */
	public static final class Builder {

		private final CliLoginFlow flow;

		private @Nullable String clientId;

		private @Nullable String clientVersion;

		private @Nullable String deviceName;

		private Collection<String> scopes = List.of();

		private @Nullable String remoteAddress;

		private @Nullable String userAgent;

		private Builder(CliLoginFlow flow) {
			this.flow = flow;
		}

		/**
		 * Sets the public name of the program.
		 * @param clientId the client id, or {@code null}
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets the version of the program.
		 * @param clientVersion the version, or {@code null}
		 * @return this
		 */
		public Builder clientVersion(@Nullable String clientVersion) {
			this.clientVersion = clientVersion;
			return this;
		}

		/**
		 * Sets the name of the device.
		 * @param deviceName the name, or {@code null}
		 * @return this
		 */
		public Builder deviceName(@Nullable String deviceName) {
			this.deviceName = deviceName;
			return this;
		}

		/**
		 * Sets the requested scopes.
		 * @param scopes the scopes in the order of the request
		 * @return this
		 */
		public Builder scopes(Collection<String> scopes) {
			this.scopes = scopes;
			return this;
		}

		/**
		 * Sets the address that the request came from.
		 * @param remoteAddress the address, or {@code null} if it is not known
		 * @return this
		 */
		public Builder remoteAddress(@Nullable String remoteAddress) {
			this.remoteAddress = remoteAddress;
			return this;
		}

		/**
		 * Sets the {@code User-Agent} header.
		 * @param userAgent the header, or {@code null}
		 * @return this
		 */
		public Builder userAgent(@Nullable String userAgent) {
			this.userAgent = userAgent;
			return this;
		}

		/**
		 * Returns the request.
		 * @return the request
		 */
		public CliLoginRequest build() {
			return new CliLoginRequest(this);
		}

	}

}
