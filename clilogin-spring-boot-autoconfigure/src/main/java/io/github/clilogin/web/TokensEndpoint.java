package io.github.clilogin.web;

import java.io.IOException;
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
import io.github.clilogin.CliLoginService;
import io.github.clilogin.CliTokenAuthentication;
import io.github.clilogin.CliLogin.IssuedCredential;

/**
 * Lists the command lines that are logged in as the user, and logs them out.
 */
final class TokensEndpoint {

	private final CliLoginService service;

	TokensEndpoint(CliLoginService service) {
		this.service = service;
	}

	ServerResponse list(ServerRequest request) {
		Authentication user = SessionGuard.user(request);
		return Answer.ok(Dialect.JSON_CAMEL)
			.with("tokens",
					this.service.logins(this.service.ownerOf(user))
						.stream()
						.map((login) -> view(login, login.id().equals(current(user))))
						.toList())
			.toResponse();
	}

	private Map<String, Object> view(CliLogin login, boolean current) {
		String client = LoginView.client(login, this.service.settings().clients());
		String device = login.request().deviceName();
		IssuedCredential issuedCredential = Objects.requireNonNull(login.issuedCredential());
		return Answer.ok(Dialect.JSON_CAMEL)
			.with("token_id", login.id())
			.with("name", name(client, device))
			.with("client", client)
			.with("device", device)
			.with("scopes", issuedCredential.scopes())
			.with("created_at", issuedCredential.collectedAt().toString())
			.with("last_used_at", Optional.ofNullable(issuedCredential.lastUsedAt()).map(Object::toString).orElse(null))
			.with("expires_at", Objects.requireNonNull(issuedCredential.expiresAt()).toString())
			.with("current", current)
			.members();
	}

	private static @Nullable String name(@Nullable String client, @Nullable String device) {
		String name = Stream.of(client, device).filter(Objects::nonNull).collect(Collectors.joining(" / "));
		return name.isEmpty() ? null : name;
	}

	ServerResponse revoke(ServerRequest request) throws IOException {
		Authentication user = SessionGuard.user(request);
		Parameters parameters = RequestReader.readJson(request);
		return Answer.ok(parameters.dialect()).with("revoked", revoke(user, parameters)).toResponse();
	}

	private int revoke(Authentication user, Parameters parameters) {
		String owner = this.service.ownerOf(user);
		Optional<String> id = parameters.text(Name.TOKEN_ID);
		boolean all = parameters.flag(Name.ALL);
		boolean others = parameters.flag(Name.OTHERS);
		if (Stream.of(id.isPresent(), all, others).filter((chosen) -> chosen).count() != 1) {
			throw WireException.invalidRequest("Exactly one of tokenId, all and others says what to revoke");
		}
		if (id.isPresent()) {
			return revoke(owner, id.get());
		}
		String current = current(user);
		return (others && current != null) ? this.service.revokeOthers(owner, current) : this.service.revokeAll(owner);
	}

	/** Whether another user's exists is not told. */
	private int revoke(String owner, String id) {
		if (this.service.revoke(owner, id)) {
			return 1;
		}
		boolean own = this.service.get(id).map(CliLogin::owner).filter((user) -> owner.equals(user.id())).isPresent();
		if (!own) {
			throw WireException.invalidRequest(HttpStatus.NOT_FOUND, "There is no such token");
		}
		return 0;
	}

	/** In a browser every token is another one. */
	private static @Nullable String current(Authentication user) {
		return (user instanceof CliTokenAuthentication token) ? token.getLogin().id() : null;
	}

}
