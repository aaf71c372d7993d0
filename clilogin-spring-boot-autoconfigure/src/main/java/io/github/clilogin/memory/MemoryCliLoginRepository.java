package io.github.clilogin.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.store.Field;
import io.github.clilogin.store.Guard;
import io.github.clilogin.store.Row;
import io.github.clilogin.store.Step;

/**
 * Stores logins in a map. A lock makes each step atomic. A start, a count and a query of
 * events do not scan the map. Each start removes a few logins past their time, so that
 * starts do not fill the memory between two sweeps.
 */
final class MemoryCliLoginRepository implements CliLoginRepository {

	private static final int REMOVED_PER_INSERT = 3;

	private final Map<String, Row> rows = new HashMap<>();

	private final Map<String, String> idsByUserCode = new HashMap<>();

	private final Map<String, String> idsByTokenHash = new HashMap<>();

	private final Map<String, String> generations = new HashMap<>();

	/** The times of expiry of pending logins. */
	private final TimeIndex expiries = new TimeIndex();

	private final TimeIndex events = new TimeIndex();

	private final TimeIndex purges = new TimeIndex();

	@Override
	public synchronized Insert insert(CliLogin login) {
		if (this.rows.containsKey(login.id())) {
			return Insert.ID_TAKEN;
		}
		if (this.idsByUserCode.containsKey(login.userCode())) {
			return Insert.USER_CODE_TAKEN;
		}
		this.purges.until(login.createdAt(), REMOVED_PER_INSERT).forEach(this::delete);
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
		index(id, row, null);
		this.idsByUserCode.remove(row.text(Field.USER_CODE));
		if (row.has(Field.TOKEN_HASH)) {
			this.idsByTokenHash.remove(row.text(Field.TOKEN_HASH));
		}
		return true;
	}

	@Override
	public synchronized long countPending(Instant now) {
		return this.expiries.after(now).size();
	}

	@Override
	public synchronized List<Undelivered> undelivered(Instant since, int limit) {
		return this.events.after(since)
			.stream()
			.limit(limit)
			.map((event) -> new Undelivered(event.id(), event.time()))
			.toList();
	}

	@Override
	public synchronized void sweep(Instant now) {
		CliLoginTransition.sweep(now).forEach(this::applyToAll);
		this.purges.until(now, Integer.MAX_VALUE).forEach(this::delete);
	}

	private Stream<Row> rows(List<Guard> guards) {
		return this.rows.values().stream().filter((row) -> guards.stream().allMatch((guard) -> guard.allows(row)));
	}

	private void put(Row row) {
		String id = row.text(Field.ID);
		index(id, this.rows.put(id, row), row);
		this.idsByUserCode.put(row.text(Field.USER_CODE), id);
		if (row.has(Field.TOKEN_HASH)) {
			this.idsByTokenHash.put(row.text(Field.TOKEN_HASH), id);
		}
	}

	private void index(String id, @Nullable Row before, @Nullable Row after) {
		this.expiries.replace(id, expiry(before), expiry(after));
		this.events.replace(id, time(before, Field.WAKE_AT), time(after, Field.WAKE_AT));
		this.purges.replace(id, time(before, Field.PURGE_AT), time(after, Field.PURGE_AT));
	}

	private static @Nullable Instant expiry(@Nullable Row row) {
		boolean pending = row != null && CliLoginStatus.PENDING.name().equals(row.text(Field.STATUS));
		return pending ? time(row, Field.EXPIRES_AT) : null;
	}

	private static @Nullable Instant time(@Nullable Row row, Field field) {
		return (row != null) ? row.timeOrNull(field) : null;
	}

}
