package io.github.clilogin.web.user;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLogin.IssuedCredential;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.web.wire.ParameterName;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.wire.WireDialect;
import io.github.clilogin.web.wire.WireException;
import io.github.clilogin.web.wire.WireRequest;
import io.github.clilogin.web.wire.WireRequestReader;
import io.github.clilogin.web.wire.WireResponse;

/**
 * Lists the CLIs that are logged in as the user, and revokes their logins. A token with
 * scopes lists and revokes only its own login.
 */
record ConnectedClisEndpoint(TenantServices services) {

	ServerResponse list(ServerRequest request) {
		Authentication user = UserRoutes.user(request);
		CliLoginService service = this.services.of(request.servletRequest());
		String current = current(user);
		return WireResponse.ok(WireDialect.JSON_CAMEL)
			.with("tokens",
					logins(service, user).stream().map((login) -> view(login, login.id().equals(current))).toList())
			.toResponse();
	}

	private static List<CliLogin> logins(CliLoginService service, Authentication user) {
		return scoped(user).map(CliTokenAuthentication::getLogin)
			.map(List::of)
			.orElseGet(() -> service.logins(service.ownerOf(user)));
	}

	private Map<String, Object> view(CliLogin login, boolean current) {
		String client = this.services.all().settings().clientName(login.request().clientId());
		String device = login.request().deviceName();
		IssuedCredential issued = Objects.requireNonNull(login.issuedCredential());
		return WireResponse.ok(WireDialect.JSON_CAMEL)
			.with("token_id", login.id())
			.with("name", name(client, device))
			.with("client", client)
			.with("device", device)
			.with("scopes", issued.scopes())
			.with("proof", login.proof().name().toLowerCase(Locale.ROOT))
			.with("choices", ChoiceMembers.of(login.choices()))
			.with("created_at", issued.collectedAt().toString())
			.with("last_used_at", Optional.ofNullable(issued.lastUsedAt()).map(Object::toString).orElse(null))
			.with("expires_at", Objects.requireNonNull(issued.expiresAt()).toString())
			.with("current", current)
			.members();
	}

	private static @Nullable String name(@Nullable String client, @Nullable String device) {
		String name = Stream.of(client, device).filter(Objects::nonNull).collect(Collectors.joining(" / "));
		return name.isEmpty() ? null : name;
	}

	ServerResponse revoke(ServerRequest request) throws IOException {
		Authentication user = UserRoutes.user(request);
		WireRequest parameters = WireRequestReader.readJson(request);
		return WireResponse.ok(parameters.dialect())
			.with("revoked", revoke(this.services.of(request.servletRequest()), user, parameters))
			.toResponse();
	}

	private static int revoke(CliLoginService service, Authentication user, WireRequest parameters) {
		Optional<String> id = parameters.text(ParameterName.TOKEN_ID);
		boolean all = parameters.flag(ParameterName.ALL);
		boolean others = parameters.flag(ParameterName.OTHERS);
		if (Stream.of(id.isPresent(), all, others).filter((chosen) -> chosen).count() != 1) {
			throw WireException.invalidRequest("Send exactly one of tokenId, all or others");
		}
		if (scoped(user).filter((token) -> !id.equals(Optional.of(token.getLogin().id()))).isPresent()) {
			throw WireException.insufficientScope("A token with scopes can revoke only itself");
		}
		String owner = service.ownerOf(user);
		if (id.isPresent()) {
			return revoke(service, owner, id.get());
		}
		String current = current(user);
		return (others && current != null) ? service.revokeOthers(owner, current) : service.revokeAll(owner);
	}

	/** Answers 404 for another user's token, so that token IDs cannot be probed. */
	private static int revoke(CliLoginService service, String owner, String id) {
		if (service.revoke(owner, id)) {
			return 1;
		}
		boolean own = service.get(id).map(CliLogin::owner).filter((user) -> owner.equals(user.id())).isPresent();
		if (!own) {
			throw WireException.invalidRequest(HttpStatus.NOT_FOUND, "The token is unknown");
		}
		return 0;
	}

	private static Optional<CliTokenAuthentication> scoped(Authentication user) {
		return (user instanceof CliTokenAuthentication token)
				? Optional.of(token).filter(CliTokenAuthentication::isScoped) : Optional.empty();
	}

	/** Returns the ID of the requesting CLI's login, or {@code null} in a browser. */
	private static @Nullable String current(Authentication user) {
		return (user instanceof CliTokenAuthentication token) ? token.getLogin().id() : null;
	}

}
