package io.github.clilogin.mongodb;

import java.util.List;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliUser;
import io.github.clilogin.Decision;
import io.github.clilogin.Delivery;
import io.github.clilogin.Handover;
import io.github.clilogin.Revocation;

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
			.handover(login.handover())
			.put(Fields.COLLECT_BY, login.collectBy())
			.delivery(login.delivery())
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
	LoginWriter handover(@Nullable Handover handover) {
		if (handover instanceof Handover.OwnToken recipe) {
			return put(Fields.KIND, Fields.TOKEN).put(Fields.SALT, recipe.salt())
				.put(Fields.SCOPES, List.copyOf(recipe.scopes()))
				.put(Fields.CREDENTIAL_EXPIRES_AT, recipe.expiresAt());
		}
		return (handover instanceof Handover.SealedCredential sealed)
				? put(Fields.KIND, Fields.SEALED).put(Fields.SEALED, sealed.box())
					.put(Fields.CREDENTIAL_TYPE, sealed.type())
					.put(Fields.CREDENTIAL_EXPIRES_AT, sealed.expiresAt())
				: this;
	}

	private LoginWriter delivery(@Nullable Delivery delivery) {
		if (delivery == null) {
			return this;
		}
		boolean own = delivery.tokenHash() != null;
		return put(Fields.COLLECTED_AT, delivery.collectedAt()).put(Fields.KIND, own ? Fields.TOKEN : Fields.SEALED)
			.put(Fields.TOKEN_HASH, delivery.tokenHash())
			.put(Fields.SCOPES, own ? List.copyOf(delivery.scopes()) : null)
			.put(Fields.TOKEN_EXPIRES_AT, delivery.expiresAt())
			.put(Fields.REDELIVER_UNTIL, delivery.redeliverUntil())
			.put(Fields.REDELIVERED, (delivery.redelivered() > 0) ? delivery.redelivered() : null)
			.put(Fields.LAST_USED_AT, delivery.lastUsedAt());
	}

	LoginWriter revocation(@Nullable Revocation revocation) {
		return (revocation == null) ? this
				: put(Fields.REVOKED_BY, revocation.by()).put(Fields.REVOKED_AT, revocation.at());
	}

	Document members() {
		return this.members;
	}

}
