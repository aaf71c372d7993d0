package io.github.clilogin.jdbc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.store.Field;
import io.github.clilogin.store.Guard;
import io.github.clilogin.store.Step;

/**
 * Stores logins in a table, one statement per step. Exceptions of Spring are passed on.
 */
final class JdbcCliLoginRepository implements CliLoginRepository {

	private static final int NO_LIMIT = 0;

	/** Locks few rows at a time. Oracle accepts at most 1,000 values in a list. */
	private static final int SWEEP_BATCH = 500;

	private final StatementRunner runner;

	private final LoginStatements statements;

	private final OwnerStatements owners;

	private final LoginTable table;

	JdbcCliLoginRepository(StatementRunner runner, LoginStatements statements, OwnerStatements owners,
			LoginTable table) {
		this.runner = runner;
		this.statements = statements;
		this.owners = owners;
		this.table = table;
	}

	@Override
	public Insert insert(CliLogin login) {
		this.table.ensure();
		try {
			this.runner.write(this.statements.insert(login.row()));
			return Insert.DONE;
		}
		catch (NonTransientDataAccessResourceException ex) {
			throw ex;
		}
		catch (NonTransientDataAccessException ex) {
			return taken(login, ex);
		}
	}

	/**
	 * Reads the logins, because Spring does not recognize the duplicate key of every
	 * database, and no exception tells the column. If the other login is deleted
	 * meanwhile, another user code is tried.
	 */
	private Insert taken(CliLogin login, NonTransientDataAccessException failure) {
		if (findById(login.id()).isPresent()) {
			return Insert.ID_TAKEN;
		}
		if (failure instanceof DuplicateKeyException || findByUserCode(login.userCode()).isPresent()) {
			return Insert.USER_CODE_TAKEN;
		}
		throw failure;
	}

	@Override
	public Optional<CliLogin> findById(String id) {
		return find(Field.ID, id);
	}

	@Override
	public Optional<CliLogin> findByUserCode(String userCode) {
		return find(Field.USER_CODE, userCode);
	}

	@Override
	public Optional<CliLogin> findByTokenHash(String tokenHash) {
		return find(Field.TOKEN_HASH, tokenHash);
	}

	private Optional<CliLogin> find(Field field, String value) {
		return findAll(List.of(Guard.in(field, value))).stream().findFirst();
	}

	@Override
	public List<CliLogin> findByOwner(String ownerId) {
		return findAll(CliLoginTransition.revocable(ownerId));
	}

	private List<CliLogin> findAll(List<Guard> guards) {
		return this.runner.read(this.statements.select(LoginColumns.ALL, guards), NO_LIMIT,
				(result, row) -> LoginColumns.read(result));
	}

	@Override
	public boolean apply(String id, CliLoginTransition transition) {
		return this.runner.write(this.statements.update(transition.step(), id)) == 1;
	}

	@Override
	public int revokeAll(String ownerId, @Nullable String keepId, Instant now) {
		return this.runner.write(this.statements.update(CliLoginTransition.revokeAll(ownerId, keepId, now)));
	}

	@Override
	public Optional<String> findOwnerGeneration(String ownerId) {
		return this.runner.read(this.owners.select(ownerId), NO_LIMIT, (result, row) -> result.getString(1))
			.stream()
			.findFirst();
	}

	/** Updates again if another instance inserts the row at the same time. */
	@Override
	public void saveOwnerGeneration(String ownerId, String generation) {
		SqlStatement update = this.owners.update(ownerId, generation);
		if (this.runner.write(update) == 0 && !insertOwner(ownerId, generation)) {
			this.runner.write(update);
		}
	}

	/** Looks for the row, because Spring does not recognize each duplicate key. */
	private boolean insertOwner(String ownerId, String generation) {
		try {
			return this.runner.write(this.owners.insert(ownerId, generation)) == 1;
		}
		catch (NonTransientDataAccessException ex) {
			if (findOwnerGeneration(ownerId).isEmpty()) {
				throw ex;
			}
			return false;
		}
	}

	@Override
	public boolean delete(String id) {
		return this.runner.write(this.statements.delete(List.of(Guard.in(Field.ID, id)))) == 1;
	}

	/** Uses the index on the time of expiry, behind which few decided logins stand. */
	@Override
	public long countPending(Instant now) {
		SqlStatement count = this.statements.select("COUNT(*)", CliLoginTransition.pending(now));
		return this.runner.read(count, NO_LIMIT, (result, row) -> result.getLong(1)).get(0);
	}

	@Override
	public List<Undelivered> undelivered(Instant since, int limit) {
		SqlStatement latest = this.statements.selectLatest("id, wake_at", Guard.after(Field.WAKE_AT, since));
		return this.runner.read(latest, limit,
				(result, row) -> new Undelivered(result.getString(1), Instant.ofEpochMilli(result.getLong(2))));
	}

	@Override
	public void sweep(Instant now) {
		for (Step step : CliLoginTransition.sweep(now)) {
			step.anyOf().forEach((guards) -> inBatches(guards, (ids) -> this.statements.update(step.and(ids))));
		}
		List<Guard> ended = List.of(Guard.before(Field.PURGE_AT, now.plusMillis(1)));
		inBatches(ended, (ids) -> this.statements.delete(List.of(ids, ended.get(0))));
	}

	/**
	 * Writes rows in batches. A statement repeats the guards, because another instance
	 * may have changed a row since the IDs were read. Ends when a batch changes nothing:
	 * then another instance does the same work.
	 */
	private void inBatches(List<Guard> guards, Function<Guard, SqlStatement> statement) {
		List<String> ids;
		int changed;
		do {
			ids = this.runner.read(this.statements.select("id", guards), SWEEP_BATCH,
					(result, row) -> result.getString(1));
			changed = ids.isEmpty() ? 0 : this.runner
				.write(statement.apply(Guard.in(Field.ID, ids.stream().sorted().toArray(String[]::new))));
		}
		while (ids.size() == SWEEP_BATCH && changed > 0);
	}

}
