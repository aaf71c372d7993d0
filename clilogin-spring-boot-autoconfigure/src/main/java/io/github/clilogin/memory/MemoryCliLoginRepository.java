package io.github.clilogin.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.store.Field;
import io.github.clilogin.store.Guard;
import io.github.clilogin.store.Row;
import io.github.clilogin.store.Step;

/**
 * Stores logins in a map. A lock makes each step atomic.
 */
final class MemoryCliLoginRepository implements CliLoginRepository {

	private final Map<String, Row> rows = new HashMap<>();

	private final Map<String, String> idsByUserCode = new HashMap<>();

	private final Map<String, String> idsByTokenHash = new HashMap<>();

	private final Map<String, String> generations = new HashMap<>();

	@Override
	public synchronized Insert insert(CliLogin login) {
		if (this.rows.containsKey(login.id())) {
			return Insert.ID_TAKEN;
		}
		if (this.idsByUserCode.containsKey(login.userCode())) {
			return Insert.USER_CODE_TAKEN;
		}
		put(login.row());
		return Insert.DONE;
	}

	@Override
	public synchronized Optional<CliLogin> findById(String id) {
		return Optional.ofNullable(this.rows.get(id)).map(CliLogin::of);
	}

	@Override
	public synchronized Optional<CliLogin> findByUserCode(String userCode) {
		return Optional.ofNullable(this.idsByUserCode.get(userCode)).flatMap(this::findById);
	}

	@Override
	public synchronized Optional<CliLogin> findByTokenHash(String tokenHash) {
		return Optional.ofNullable(this.idsByTokenHash.get(tokenHash)).flatMap(this::findById);
	}

	@Override
	public synchronized List<CliLogin> findByOwner(String ownerId) {
		return rows(CliLoginTransition.revocable(ownerId)).map(CliLogin::of).toList();
	}

	@Override
	public synchronized boolean apply(String id, CliLoginTransition transition) {
		Optional<Row> next = Optional.ofNullable(this.rows.get(id)).flatMap(transition.step()::applyTo);
		next.ifPresent(this::put);
		return next.isPresent();
	}

	@Override
	public synchronized int revokeAll(String ownerId, @Nullable String keepId, Instant now) {
		return applyToAll(CliLoginTransition.revokeAll(ownerId, keepId, now));
	}

	private int applyToAll(Step step) {
		List<Row> changed = this.rows.values().stream().map(step::applyTo).flatMap(Optional::stream).toList();
		changed.forEach(this::put);
		return changed.size();
	}

	@Override
	public synchronized Optional<String> findOwnerGeneration(String ownerId) {
		return Optional.ofNullable(this.generations.get(ownerId));
	}

	@Override
	public synchronized void saveOwnerGeneration(String ownerId, String generation) {
		this.generations.put(ownerId, generation);
	}

	@Override
	public synchronized boolean delete(String id) {
		Row row = this.rows.remove(id);
		if (row == null) {
			return false;
		}
		this.idsByUserCode.remove(row.text(Field.USER_CODE));
		if (row.has(Field.TOKEN_HASH)) {
			this.idsByTokenHash.remove(row.text(Field.TOKEN_HASH));
		}
		return true;
	}

	@Override
	public synchronized long countPending(Instant now) {
		return rows(CliLoginTransition.pending(now)).count();
	}

	@Override
	public synchronized List<Undelivered> undelivered(Instant since, int limit) {
		return rows(List.of(Guard.after(Field.WAKE_AT, since)))
			.map((row) -> new Undelivered(row.text(Field.ID), row.time(Field.WAKE_AT)))
			.sorted(Comparator.comparing(Undelivered::wakeAt).reversed())
			.limit(limit)
			.toList();
	}

	@Override
	public synchronized void sweep(Instant now) {
		CliLoginTransition.sweep(now).forEach(this::applyToAll);
		List<String> ended = this.rows.values()
			.stream()
			.filter((row) -> !row.time(Field.PURGE_AT).isAfter(now))
			.map((row) -> row.text(Field.ID))
			.toList();
		ended.forEach(this::delete);
	}

	private Stream<Row> rows(List<Guard> guards) {
		return this.rows.values().stream().filter((row) -> guards.stream().allMatch((guard) -> guard.allows(row)));
	}

	private void put(Row row) {
		String id = row.text(Field.ID);
		this.rows.put(id, row);
		this.idsByUserCode.put(row.text(Field.USER_CODE), id);
		if (row.has(Field.TOKEN_HASH)) {
			this.idsByTokenHash.put(row.text(Field.TOKEN_HASH), id);
		}
	}

}
