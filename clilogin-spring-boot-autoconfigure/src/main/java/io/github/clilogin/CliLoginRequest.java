package io.github.clilogin;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Represents the request of a CLI for a login. The server measured the remote address;
 * everything else is unverified. Each text loses its control, format and bidirectional
 * characters, and is cut to its maximum length. Blank text becomes {@code null}.
 * Immutable.
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
	 * {@return a request without any details}
	 * @param flow the flow
	 */
	public static CliLoginRequest of(CliLoginFlow flow) {
		return builder(flow).build();
	}

	/**
	 * {@return a builder}
	 * @param flow the flow
	 */
	public static Builder builder(CliLoginFlow flow) {
		return new Builder(flow);
	}

	/**
	 * {@return the flow}
	 */
	public CliLoginFlow flow() {
		return this.flow;
	}

	/**
	 * {@return the client id (RFC 8628 §3.1), at most 64 characters, or {@code null}}
	 */
	public @Nullable String clientId() {
		return this.clientId;
	}

	/**
	 * {@return the version of the CLI, at most 64 characters, or {@code null}}
	 */
	public @Nullable String clientVersion() {
		return this.clientVersion;
	}

	/**
	 * {@return the name of the device, at most 64 characters, or {@code null}}
	 */
	public @Nullable String deviceName() {
		return this.deviceName;
	}

	/**
	 * {@return the requested scopes in their order; empty requests all permissions}
	 */
	public Set<String> scopes() {
		return this.scopes;
	}

	/**
	 * {@return the address of the sender, or {@code null} if unknown}
	 */
	public @Nullable String remoteAddress() {
		return this.remoteAddress;
	}

	/**
	 * {@return the {@code User-Agent} header, at most 200 characters, or {@code null}}
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
	 * Builds a request. Not thread-safe.
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
		 * Sets the client id.
		 * @param clientId the client id, or {@code null}
		 * @return this
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Sets the version of the CLI.
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
		 * Sets the address of the sender.
		 * @param remoteAddress the address, or {@code null} if unknown
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
		 * {@return the request}
		 */
		public CliLoginRequest build() {
			return new CliLoginRequest(this);
		}

	}

}
