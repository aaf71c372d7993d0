package io.github.clilogin;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.internal.OwnerId;

/**
 * Represents the request of a CLI for a login. The server measured the remote address;
 * everything else is unverified. Each text loses its invisible characters and all but two
 * stacked marks of a letter, and is cut to its maximum length. Blank text becomes
 * {@code null}. Immutable.
 */
public final class CliLoginRequest {

	static final int MAX_NAME_LENGTH = 64;

	private static final int MAX_USER_AGENT_LENGTH = 200;

	/** Lowest {@link #returnPort}, since lower ports need privileges. */
	public static final int MIN_RETURN_PORT = 1024;

	/** Highest {@link #returnPort}. */
	public static final int MAX_RETURN_PORT = 65_535;

	private final CliLoginFlow flow;

	private final String tenant;

	private final @Nullable String clientId;

	private final @Nullable String clientVersion;

	private final @Nullable String deviceName;

	private final Set<String> scopes;

	private final Set<String> choices;

	private final List<ReturnCode.Method> returnMethods;

	private final @Nullable Integer returnPort;

	private final @Nullable String remoteAddress;

	private final boolean addressUncertain;

	private final @Nullable String userAgent;

	private CliLoginRequest(Builder builder) {
		this.flow = builder.flow;
		this.tenant = builder.tenant;
		this.clientId = ClaimedText.cleanId(builder.clientId, MAX_NAME_LENGTH);
		this.clientVersion = ClaimedText.clean(builder.clientVersion, MAX_NAME_LENGTH);
		this.deviceName = ClaimedText.clean(builder.deviceName, MAX_NAME_LENGTH);
		this.scopes = Collections.unmodifiableSet(new LinkedHashSet<>(builder.scopes));
		this.choices = Collections.unmodifiableSet(new LinkedHashSet<>(builder.choices));
		this.returnMethods = builder.returnMethods.stream().distinct().toList();
		this.returnPort = requirePort(this.returnMethods, builder.returnPort);
		this.remoteAddress = ClaimedText.clean(builder.remoteAddress, MAX_NAME_LENGTH);
		this.addressUncertain = builder.addressUncertain;
		this.userAgent = ClaimedText.clean(builder.userAgent, MAX_USER_AGENT_LENGTH);
	}

	private static @Nullable Integer requirePort(List<ReturnCode.Method> methods, @Nullable Integer port) {
		boolean listens = methods.contains(ReturnCode.Method.LOOPBACK);
		if ((listens && port == null) || (port != null && (port < MIN_RETURN_PORT || port > MAX_RETURN_PORT))) {
			throw new IllegalArgumentException(
					"The return port must be " + MIN_RETURN_PORT + " to " + MAX_RETURN_PORT + ", not " + port);
		}
		return listens ? port : null;
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
	 * {@return the tenant, or an empty text without tenants}
	 */
	public String tenant() {
		return this.tenant;
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
	 * {@return the IDs of the choices that the CLI asks for, in their order}
	 */
	public Set<String> choices() {
		return this.choices;
	}

	/**
	 * {@return the methods by which the browser can return a code to the CLI, the best
	 * first, unmodifiable; those of a stored login are demanded, empty demands no code}
	 */
	public List<ReturnCode.Method> returnMethods() {
		return this.returnMethods;
	}

	/**
	 * {@return the port on which the CLI listens, or {@code null} if it does not listen}
	 */
	public @Nullable Integer returnPort() {
		return this.returnPort;
	}

	/**
	 * {@return the address of the sender, or {@code null} if unknown}
	 */
	public @Nullable String remoteAddress() {
		return this.remoteAddress;
	}

	/**
	 * {@return whether the address may be that of a proxy, because the request had a
	 * forwarding header that was not read}
	 */
	public boolean isAddressUncertain() {
		return this.addressUncertain;
	}

	/**
	 * {@return the {@code User-Agent} header, at most 200 characters, or {@code null}}
	 */
	public @Nullable String userAgent() {
		return this.userAgent;
	}

	/** Returns this request with some of its return methods. */
	CliLoginRequest withReturnMethods(List<ReturnCode.Method> methods) {
		Integer port = methods.contains(ReturnCode.Method.LOOPBACK) ? this.returnPort : null;
		return methods.equals(this.returnMethods) ? this : toBuilder().returnMethods(methods).returnPort(port).build();
	}

	private Builder toBuilder() {
		return builder(this.flow).tenant(this.tenant)
			.clientId(this.clientId)
			.clientVersion(this.clientVersion)
			.deviceName(this.deviceName)
			.scopes(this.scopes)
			.choices(this.choices)
			.returnMethods(this.returnMethods)
			.returnPort(this.returnPort)
			.remoteAddress(this.remoteAddress)
			.addressUncertain(this.addressUncertain)
			.userAgent(this.userAgent);
	}

	/** Returns whether the CLI asks for the same again, from any address. */
	boolean isRepeatedBy(CliLoginRequest other) {
		return asked().equals(other.asked());
	}

	private List<@Nullable Object> asked() {
		return Arrays.asList(this.flow, this.tenant, this.clientId, this.clientVersion, this.deviceName, this.scopes,
				this.choices, this.returnMethods, this.returnPort);
	}

	private List<@Nullable Object> values() {
		return Arrays.asList(asked(), this.remoteAddress, this.addressUncertain, this.userAgent);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CliLoginRequest that && values().equals(that.values());
	}

	@Override
	public int hashCode() {
		return values().hashCode();
	}

	private String returns() {
		return this.returnMethods.isEmpty() ? ""
				: ", returnMethods=" + this.returnMethods + ", returnPort=" + this.returnPort;
	}

	@Override
	public String toString() {
		return "CliLoginRequest[flow=" + this.flow + ", tenant=" + this.tenant + ", clientId=" + this.clientId
				+ ", clientVersion=" + this.clientVersion + ", deviceName=" + this.deviceName + ", scopes="
				+ this.scopes + ", choices=" + this.choices + returns() + ", remoteAddress=" + this.remoteAddress
				+ ", addressUncertain=" + this.addressUncertain + ", userAgent=" + this.userAgent + "]";
	}

	/**
	 * Builds a request. Not thread-safe.
	 */
	public static final class Builder {

		private final CliLoginFlow flow;

		private String tenant = "";

		private @Nullable String clientId;

		private @Nullable String clientVersion;

		private @Nullable String deviceName;

		private Collection<String> scopes = List.of();

		private Collection<String> choices = List.of();

		private Collection<ReturnCode.Method> returnMethods = List.of();

		private @Nullable Integer returnPort;

		private @Nullable String remoteAddress;

		private boolean addressUncertain;

		private @Nullable String userAgent;

		private Builder(CliLoginFlow flow) {
			this.flow = flow;
		}

		/**
		 * Sets the tenant.
		 * @param tenant the tenant, by default an empty text for none
		 * @return this
		 * @throws IllegalArgumentException if the tenant has more than 64 characters, a
		 * slash or a control character
		 */
		public Builder tenant(String tenant) {
			this.tenant = new OwnerId(tenant, "").tenant();
			return this;
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
		 * Sets the choices that the CLI asks for.
		 * @param choices the IDs in the order of the request
		 * @return this
		 */
		public Builder choices(Collection<String> choices) {
			this.choices = choices;
			return this;
		}

		/**
		 * Sets the methods by which the browser can return a code to the CLI.
		 * @param returnMethods the methods, the best first, by default none
		 * @return this
		 */
		public Builder returnMethods(Collection<ReturnCode.Method> returnMethods) {
			this.returnMethods = returnMethods;
			return this;
		}

		/**
		 * Sets the port on which the CLI listens for the return code.
		 * @param returnPort the port, 1024 to 65535, or {@code null} if it does not
		 * listen; required by {@link ReturnCode.Method#LOOPBACK}
		 * @return this
		 */
		public Builder returnPort(@Nullable Integer returnPort) {
			this.returnPort = returnPort;
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
		 * Sets whether the address may be that of a proxy.
		 * @param addressUncertain whether the request had a forwarding header that was
		 * not read
		 * @return this
		 */
		public Builder addressUncertain(boolean addressUncertain) {
			this.addressUncertain = addressUncertain;
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
		 * @throws IllegalArgumentException if the return port is out of range, or missing
		 * for {@link ReturnCode.Method#LOOPBACK}
		 */
		public CliLoginRequest build() {
			return new CliLoginRequest(this);
		}

	}

}
