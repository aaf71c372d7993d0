package com.example.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.store.Field;
import io.github.clilogin.store.Field.Type;
import io.github.clilogin.store.Guard;
import io.github.clilogin.store.Row;
import io.github.clilogin.store.Step;

/**
 * Stores each login as JSON text in a database of keys and values.
 *
 * @param database the database, in which one write changes one key
 */
record KeyValueCliLoginRepository(ConcurrentMap<String, String> database) implements CliLoginRepository {

	private static final JsonMapper mapper = new JsonMapper();

	@Override
	public Insert insert(CliLogin login) {
		if (this.database.putIfAbsent("code:" + login.userCode(), login.id()) != null) {
			return findById(login.id()).isPresent() ? Insert.ID_TAKEN : Insert.USER_CODE_TAKEN;
		}
		if (this.database.putIfAbsent("login:" + login.id(), update("{}", login.row())) != null) {
			this.database.remove("code:" + login.userCode());
			return Insert.ID_TAKEN;
		}
		return Insert.DONE;
	}

	@Override
	public boolean apply(String id, CliLoginTransition transition) {
		return perform(transition.step(), id);
	}

	private boolean perform(Step step, String id) {
		while (true) {
			String before = this.database.get("login:" + id);
			Optional<Row> after = Optional.ofNullable(before).map((json) -> read(json)).flatMap(step::applyTo);
			if (before == null || after.isEmpty()) {
				return false;
			}
			if (this.database.replace("login:" + id, before, update(before, after.get()))) {
				return true;
			}
		}
	}

	@Override
	public Optional<CliLogin> findById(String id) {
		return Optional.ofNullable(this.database.get("login:" + id)).map((json) -> CliLogin.of(read(json)));
	}

	@Override
	public Optional<CliLogin> findByUserCode(String userCode) {
		return Optional.ofNullable(this.database.get("code:" + userCode)).flatMap(this::findById);
	}

	@Override
	public Optional<CliLogin> findByTokenHash(String hash) {
		return rows(List.of(Guard.in(Field.TOKEN_HASH, hash))).map(CliLogin::of).findFirst();
	}

	private Stream<Entry<String, String>> entries(List<Guard> guards) {
		Step condition = Step.when(guards).build();
		return this.database.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith("login:") && condition.allows(read(entry.getValue())));
	}

	private Stream<Row> rows(List<Guard> guards) {
		return entries(guards).map((entry) -> read(entry.getValue()));
	}

	@Override
	public List<CliLogin> findByOwner(String ownerId) {
		return rows(CliLoginTransition.revocable(ownerId)).map(CliLogin::of).toList();
	}

	@Override
	public long countPending(Instant now) {
		return entries(CliLoginTransition.pending(now)).count();
	}

	@Override
	public List<Undelivered> undelivered(Instant since, int limit) {
		return rows(List.of(Guard.after(Field.WAKE_AT, since)))
			.map((row) -> new Undelivered(row.text(Field.ID), row.time(Field.WAKE_AT)))
			.sorted(Comparator.comparing(Undelivered::wakeAt).reversed())
			.limit(limit)
			.toList();
	}

	@Override
	public int revokeAll(String ownerId, @Nullable String keepId, Instant now) {
		return performAll(CliLoginTransition.revokeAll(ownerId, keepId, now));
	}

	private int performAll(Step step) {
		return (int) rows(step.anyOf().get(0)).filter((row) -> perform(step, row.text(Field.ID))).count();
	}

	@Override
	public Optional<String> findOwnerGeneration(String ownerId) {
		return Optional.ofNullable(this.database.get("generation:" + ownerId));
	}

	@Override
	public void saveOwnerGeneration(String ownerId, String generation) {
		this.database.put("generation:" + ownerId, generation);
	}

	@Override
	public void sweep(Instant now) {
		CliLoginTransition.sweep(now).forEach(this::performAll);
		entries(List.of(Guard.before(Field.PURGE_AT, now.plusMillis(1))))
			.filter((entry) -> this.database.remove(entry.getKey(), entry.getValue()))
			.forEach((entry) -> removeUserCode(read(entry.getValue())));
	}

	@Override
	public boolean delete(String id) {
		Optional<String> removed = Optional.ofNullable(this.database.remove("login:" + id));
		removed.map(KeyValueCliLoginRepository::read).ifPresent(this::removeUserCode);
		return removed.isPresent();
	}

	private void removeUserCode(Row row) {
		this.database.remove("code:" + row.text(Field.USER_CODE), row.text(Field.ID));
	}

	private static Map<String, Object> members(String json) {
		return mapper.readerForMapOf(Object.class).readValue(json);
	}

	private static Row read(String json) {
		Map<String, Object> members = members(json);
		Map<Field, Object> values = new EnumMap<>(Field.class);
		Stream.of(Field.values()).filter((field) -> members.containsKey(field.camelCase())).forEach((field) -> {
			Object value = Objects.requireNonNull(members.get(field.camelCase()));
			values.put(field, (field.type() == Type.TIME) ? Instant.ofEpochMilli(((Number) value).longValue()) : value);
		});
		return Row.of(values);
	}

	/** Keeps the members that a newer version has added. */
	private static String update(String json, Row row) {
		Map<String, Object> members = members(json);
		Stream.of(Field.values()).map(Field::camelCase).forEach(members::remove);
		row.values()
			.forEach((field, value) -> members.put(field.camelCase(),
					(value instanceof Instant time) ? time.toEpochMilli() : value));
		return mapper.writeValueAsString(members);
	}

}
