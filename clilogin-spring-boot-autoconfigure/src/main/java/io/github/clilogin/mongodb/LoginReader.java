package io.github.clilogin.mongodb;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliLogin.Decision;
import io.github.clilogin.CliLogin.IssuedCredential;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.Revocation;

/**
 * Reads a stored login. Members it does not know are ignored, so that newer instances may
 * add some; what a login cannot be without is demanded with an exception, never guessed.
 *
 * @param document the document
 */
record LoginReader(Document document) {

	static CliLogin read(Document document) {
		return new LoginReader(document).login();
	}

	private CliLogin login() {
		return new CliLogin(text(Fields.ID), text(Fields.USER_CODE), request(),
				CliLoginStatus.valueOf(text(Fields.STATUS)), instant(Fields.CREATED_AT), instant(Fields.EXPIRES_AT),
				textOrNull(Fields.SEAL_KEY), owner(), decision(), pendingCredential(), instantOrNull(Fields.COLLECT_BY),
				issuedCredential(), revocation(), instantOrNull(Fields.WAKE_AT), instant(Fields.PURGE_AT));
	}

	private CliLoginRequest request() {
		return new CliLoginRequest(CliLoginFlow.valueOf(text(Fields.FLOW)), textOrNull(Fields.CLIENT_ID),
				textOrNull(Fields.CLIENT_VERSION), textOrNull(Fields.DEVICE_NAME), setOrEmpty(Fields.ASKED_SCOPES),
				textOrNull(Fields.ADDRESS), textOrNull(Fields.USER_AGENT));
	}

	private @Nullable CliUser owner() {
		return has(Fields.OWNER) ? new CliUser(text(Fields.OWNER), text(Fields.OWNER_NAME),
				setOrEmpty(Fields.OWNER_AUTHORITIES), this.document.getBoolean(Fields.OWNER_RELOADABLE, true)) : null;
	}

	private @Nullable Decision decision() {
		return has(Fields.DECIDED_AT)
				? new Decision(textOrNull(Fields.DECIDED_BY), instant(Fields.DECIDED_AT), textOrNull(Fields.MESSAGE))
				: null;
	}

	private @Nullable PendingCredential pendingCredential() {
		if (has(Fields.SALT) && is(Fields.TOKEN)) {
			return new PendingCredential.OwnToken(text(Fields.SALT), set(Fields.SCOPES),
					instant(Fields.CREDENTIAL_EXPIRES_AT));
		}
		return (has(Fields.SEALED) && is(Fields.SEALED)) ? new PendingCredential.SealedCredential(text(Fields.SEALED),
				text(Fields.CREDENTIAL_TYPE), instantOrNull(Fields.CREDENTIAL_EXPIRES_AT)) : null;
	}

	private boolean is(String kind) {
		return kind.equals(textOrNull(Fields.KIND));
	}

	private @Nullable IssuedCredential issuedCredential() {
		if (!has(Fields.COLLECTED_AT)) {
			return null;
		}
		boolean sealed = is(Fields.SEALED);
		return new IssuedCredential(instant(Fields.COLLECTED_AT), sealed ? null : text(Fields.TOKEN_HASH),
				sealed ? Set.of() : set(Fields.SCOPES), sealed ? null : instant(Fields.TOKEN_EXPIRES_AT),
				instantOrNull(Fields.REDELIVER_UNTIL), this.document.get(Fields.REDELIVERED, (Number) 0).intValue(),
				instantOrNull(Fields.LAST_USED_AT));
	}

	private @Nullable Revocation revocation() {
		return has(Fields.REVOKED_AT) ? new Revocation(text(Fields.REVOKED_BY), instant(Fields.REVOKED_AT)) : null;
	}

	private boolean has(String name) {
		return this.document.get(name) != null;
	}

	private String text(String name) {
		return required(textOrNull(name), name);
	}

	private @Nullable String textOrNull(String name) {
		return this.document.getString(name);
	}

	private Instant instant(String name) {
		return required(instantOrNull(name), name);
	}

	private @Nullable Instant instantOrNull(String name) {
		return Optional.ofNullable(this.document.getDate(name)).map(Date::toInstant).orElse(null);
	}

	private Set<String> set(String name) {
		return new LinkedHashSet<>(required(listOrNull(name), name));
	}

	private Set<String> setOrEmpty(String name) {
		return new LinkedHashSet<>(Objects.requireNonNullElse(listOrNull(name), List.of()));
	}

	private @Nullable List<String> listOrNull(String name) {
		return this.document.getList(name, String.class);
	}

	private static <T> T required(@Nullable T value, String name) {
		if (value == null) {
			throw new IllegalStateException("A stored login lacks its member '" + name + "'");
		}
		return value;
	}

}
