package io.github.clilogin.mongodb;

import java.util.List;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliLogin.Decision;
import io.github.clilogin.CliLogin.IssuedCredential;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.Revocation;

/**
 * Writes a login, or the part of it that a step adds, as members of a flat document. What
 * is absent in the login is absent in the document, never {@code null}.
 */
final class LoginWriter {

	private static final int CURRENT_VERSION = 1;

	private final Document members = new Document();

	static Document write(CliLogin login) {
		return new LoginWriter().put(Fields.ID, login.id())
			.put(Fields.VERSION, CURRENT_VERSION)
			.put(Fields.STATUS, login.status().name())
			.put(Fields.USER_CODE, login.userCode())
			.request(login.request())
			.put(Fields.CREATED_AT, login.createdAt())
			.put(Fields.EXPIRES_AT, login.expiresAt())
			.put(Fields.PURGE_AT, login.purgeAt())
			.put(Fields.SEAL_KEY, login.sealKey())
			.owner(login.owner())
			.decision(login.decision())
			.pendingCredential(login.pendingCredential())
			.put(Fields.COLLECT_BY, login.collectBy())
			.issuedCredential(login.issuedCredential())
			.revocation(login.revocation())
			.put(Fields.WAKE_AT, login.wakeAt())
			.members();
	}

	LoginWriter put(String name, @Nullable Object value) {
		if (value != null) {
			this.members.append(name, value);
		}
		return this;
	}

	private LoginWriter request(CliLoginRequest request) {
		return put(Fields.FLOW, request.flow().name()).put(Fields.CLIENT_ID, request.clientId())
			.put(Fields.CLIENT_VERSION, request.clientVersion())
			.put(Fields.DEVICE_NAME, request.deviceName())
			.put(Fields.ASKED_SCOPES, request.scopes().isEmpty() ? null : List.copyOf(request.scopes()))
			.put(Fields.ADDRESS, request.remoteAddress())
			.put(Fields.USER_AGENT, request.userAgent());
	}

	LoginWriter owner(@Nullable CliUser owner) {
		return (owner == null) ? this
				: put(Fields.OWNER, owner.id()).put(Fields.OWNER_NAME, owner.name())
					.put(Fields.OWNER_AUTHORITIES, owner.authorities().stream().sorted().toList())
					.put(Fields.OWNER_RELOADABLE, owner.reloadable());
	}

	LoginWriter decision(@Nullable Decision decision) {
		return (decision == null) ? this : put(Fields.DECIDED_BY, decision.by()).put(Fields.DECIDED_AT, decision.at())
			.put(Fields.MESSAGE, decision.message());
	}

	/**
	 * Writes the scopes even if there are none: "none" grants everything, so it must not
	 * be what a reader makes of a missing member.
	 */
	LoginWriter pendingCredential(@Nullable PendingCredential pendingCredential) {
		if (pendingCredential instanceof PendingCredential.OwnToken recipe) {
			return put(Fields.KIND, Fields.TOKEN).put(Fields.SALT, recipe.salt())
				.put(Fields.SCOPES, List.copyOf(recipe.scopes()))
				.put(Fields.CREDENTIAL_EXPIRES_AT, recipe.expiresAt());
		}
		return (pendingCredential instanceof PendingCredential.SealedCredential sealed)
				? put(Fields.KIND, Fields.SEALED).put(Fields.SEALED, sealed.box())
					.put(Fields.CREDENTIAL_TYPE, sealed.type())
					.put(Fields.CREDENTIAL_EXPIRES_AT, sealed.expiresAt())
				: this;
	}

	private LoginWriter issuedCredential(@Nullable IssuedCredential issuedCredential) {
		if (issuedCredential == null) {
			return this;
		}
		boolean own = issuedCredential.tokenHash() != null;
		return put(Fields.COLLECTED_AT, issuedCredential.collectedAt())
			.put(Fields.KIND, own ? Fields.TOKEN : Fields.SEALED)
			.put(Fields.TOKEN_HASH, issuedCredential.tokenHash())
			.put(Fields.SCOPES, own ? List.copyOf(issuedCredential.scopes()) : null)
			.put(Fields.TOKEN_EXPIRES_AT, issuedCredential.expiresAt())
			.put(Fields.REDELIVER_UNTIL, issuedCredential.redeliverUntil())
			.put(Fields.REDELIVERED, (issuedCredential.redelivered() > 0) ? issuedCredential.redelivered() : null)
			.put(Fields.LAST_USED_AT, issuedCredential.lastUsedAt());
	}

	LoginWriter revocation(@Nullable Revocation revocation) {
		return (revocation == null) ? this
				: put(Fields.REVOKED_BY, revocation.by()).put(Fields.REVOKED_AT, revocation.at());
	}

	Document members() {
		return this.members;
	}

}
