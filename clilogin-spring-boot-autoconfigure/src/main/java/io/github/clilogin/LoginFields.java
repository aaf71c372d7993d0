package io.github.clilogin;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin.Decision;
import io.github.clilogin.CliLogin.IssuedCredential;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.PendingCredential.OwnToken;
import io.github.clilogin.CliLogin.PendingCredential.SealedCredential;
import io.github.clilogin.CliLogin.Revocation;
import io.github.clilogin.store.Field;
import io.github.clilogin.store.Row;

/**
 * Converts the parts of a login to fields and back. A {@code null} value adds no field.
 */
final class LoginFields {

	/** {@link Field#KIND} of a token. */
	static final String TOKEN = "token";

	/** {@link Field#KIND} of a host credential. */
	static final String SEALED = "sealed";

	private static final int CHOICE_TEXTS = 3;

	private final Map<Field, Object> values = new EnumMap<>(Field.class);

	Map<Field, Object> values() {
		return this.values;
	}

	LoginFields put(Field field, @Nullable Object value) {
		if (value != null) {
			this.values.put(field, value);
		}
		return this;
	}

	LoginFields putAll(Map<Field, Object> others) {
		this.values.putAll(others);
		return this;
	}

	LoginFields request(CliLoginRequest request) {
		return put(Field.FLOW, request.flow().name())
			.put(Field.TENANT, request.tenant().isEmpty() ? null : request.tenant())
			.put(Field.CLIENT_ID, request.clientId())
			.put(Field.CLIENT_VERSION, request.clientVersion())
			.put(Field.DEVICE_NAME, request.deviceName())
			.put(Field.ASKED_SCOPES, request.scopes().isEmpty() ? null : List.copyOf(request.scopes()))
			.put(Field.ASKED_CHOICES, request.choices().isEmpty() ? null : List.copyOf(request.choices()))
			.put(Field.RETURN_METHODS,
					request.returnMethods().isEmpty() ? null
							: request.returnMethods().stream().map(ReturnCode.Method::name).toList())
			.put(Field.RETURN_PORT, request.returnPort())
			.put(Field.ADDRESS, request.remoteAddress())
			.put(Field.ADDRESS_UNCERTAIN, request.isAddressUncertain() ? true : null)
			.put(Field.USER_AGENT, request.userAgent());
	}

	static CliLoginRequest readRequest(Row row) {
		return CliLoginRequest.builder(CliLoginFlow.valueOf(row.text(Field.FLOW)))
			.tenant(row.has(Field.TENANT) ? row.text(Field.TENANT) : "")
			.clientId(row.textOrNull(Field.CLIENT_ID))
			.clientVersion(row.textOrNull(Field.CLIENT_VERSION))
			.deviceName(row.textOrNull(Field.DEVICE_NAME))
			.scopes(row.has(Field.ASKED_SCOPES) ? row.texts(Field.ASKED_SCOPES) : List.of())
			.choices(row.has(Field.ASKED_CHOICES) ? row.texts(Field.ASKED_CHOICES) : List.of())
			.returnMethods(row.has(Field.RETURN_METHODS)
					? row.texts(Field.RETURN_METHODS).stream().map(ReturnCode.Method::valueOf).toList() : List.of())
			.returnPort((Integer) row.get(Field.RETURN_PORT))
			.remoteAddress(row.textOrNull(Field.ADDRESS))
			.addressUncertain(Boolean.TRUE.equals(row.get(Field.ADDRESS_UNCERTAIN)))
			.userAgent(row.textOrNull(Field.USER_AGENT))
			.build();
	}

	LoginFields owner(@Nullable CliUser owner) {
		return (owner == null) ? this
				: put(Field.OWNER, owner.id()).put(Field.OWNER_NAME, owner.name())
					.put(Field.OWNER_PRINCIPAL_NAME, owner.principalName())
					.put(Field.OWNER_ACCOUNT_NAME, owner.accountName())
					.put(Field.OWNER_ACTOR, owner.actor())
					.put(Field.OWNER_AUTHORITIES, owner.authorities().stream().sorted().toList())
					.put(Field.OWNER_RELOADABLE, owner.reloadable());
	}

	static @Nullable CliUser readOwner(Row row) {
		if (!row.has(Field.OWNER)) {
			return null;
		}
		Set<String> authorities = row.has(Field.OWNER_AUTHORITIES) ? Set.copyOf(row.texts(Field.OWNER_AUTHORITIES))
				: Set.of();
		return new CliUser(row.text(Field.OWNER), row.text(Field.OWNER_NAME),
				row.textOrNull(Field.OWNER_PRINCIPAL_NAME), row.textOrNull(Field.OWNER_ACCOUNT_NAME),
				row.textOrNull(Field.OWNER_ACTOR), authorities, !Boolean.FALSE.equals(row.get(Field.OWNER_RELOADABLE)));
	}

	LoginFields choices(List<CliLoginChoice> choices) {
		return put(Field.CHOICES,
				choices.isEmpty() ? null
						: choices.stream()
							.flatMap((choice) -> Stream.of(choice.group(), choice.id(), choice.label()))
							.toList());
	}

	static List<CliLoginChoice> readChoices(Row row) {
		if (!row.has(Field.CHOICES)) {
			return List.of();
		}
		List<String> texts = row.texts(Field.CHOICES);
		return IntStream.range(0, texts.size() / CHOICE_TEXTS)
			.map((i) -> i * CHOICE_TEXTS)
			.mapToObj((i) -> new CliLoginChoice(texts.get(i + 1), texts.get(i + 2), texts.get(i)))
			.toList();
	}

	LoginFields decision(Decision decision) {
		return put(Field.DECIDED_BY, decision.by()).put(Field.DECIDED_AT, decision.at())
			.put(Field.MESSAGE, decision.message());
	}

	static @Nullable Decision readDecision(Row row) {
		return row.has(Field.DECIDED_AT) ? new Decision(row.textOrNull(Field.DECIDED_BY), row.time(Field.DECIDED_AT),
				row.textOrNull(Field.MESSAGE)) : null;
	}

	/**
	 * Writes empty scopes too. A token without scopes has all permissions, so a row that
	 * lost its scopes must not look like one.
	 */
	LoginFields pendingCredential(PendingCredential credential) {
		if (credential instanceof OwnToken token) {
			return put(Field.KIND, TOKEN).put(Field.SALT, token.salt())
				.put(Field.SCOPES, List.copyOf(token.scopes()))
				.put(Field.CREDENTIAL_EXPIRES_AT, token.expiresAt());
		}
		SealedCredential sealed = (SealedCredential) credential;
		return put(Field.KIND, SEALED).put(Field.SEALED, sealed.box())
			.put(Field.CREDENTIAL_TYPE, sealed.type())
			.put(Field.CREDENTIAL_EXPIRES_AT, sealed.expiresAt());
	}

	LoginFields returnHash(ReturnCode.@Nullable Hash hash) {
		return (hash == null) ? this
				: put(Field.RETURN_HASH, hash.value()).put(Field.PROOF, hash.method().proof().name());
	}

	static ReturnCode.@Nullable Hash readReturnHash(Row row) {
		return row.has(Field.RETURN_HASH)
				? new ReturnCode.Hash(ReturnCode.Method.of(readProof(row)), row.text(Field.RETURN_HASH)) : null;
	}

	static CliLoginProof readProof(Row row) {
		return row.has(Field.PROOF) ? CliLoginProof.valueOf(row.text(Field.PROOF)) : CliLoginProof.NONE;
	}

	static @Nullable PendingCredential readPendingCredential(Row row) {
		String kind = row.textOrNull(Field.KIND);
		if (row.has(Field.SALT) && TOKEN.equals(kind)) {
			return new OwnToken(row.text(Field.SALT), scopes(row), row.time(Field.CREDENTIAL_EXPIRES_AT));
		}
		return (row.has(Field.SEALED) && SEALED.equals(kind)) ? new SealedCredential(row.text(Field.SEALED),
				row.text(Field.CREDENTIAL_TYPE), row.timeOrNull(Field.CREDENTIAL_EXPIRES_AT)) : null;
	}

	static @Nullable IssuedCredential readIssuedCredential(Row row) {
		if (!row.has(Field.COLLECTED_AT)) {
			return null;
		}
		boolean own = !SEALED.equals(row.textOrNull(Field.KIND));
		int redelivered = row.has(Field.REDELIVERED) ? (Integer) row.require(Field.REDELIVERED) : 0;
		return new IssuedCredential(row.time(Field.COLLECTED_AT), own ? row.text(Field.TOKEN_HASH) : null,
				own ? scopes(row) : Set.of(), own ? row.time(Field.TOKEN_EXPIRES_AT) : null,
				row.timeOrNull(Field.REDELIVER_UNTIL), redelivered, row.timeOrNull(Field.LAST_USED_AT));
	}

	private static Set<String> scopes(Row row) {
		return new LinkedHashSet<>(row.texts(Field.SCOPES));
	}

	LoginFields revocation(Revocation revocation) {
		return put(Field.REVOKED_BY, revocation.by()).put(Field.REVOKED_AT, revocation.at());
	}

	static @Nullable Revocation readRevocation(Row row) {
		return row.has(Field.REVOKED_AT) ? new Revocation(row.text(Field.REVOKED_BY), row.time(Field.REVOKED_AT))
				: null;
	}

}
