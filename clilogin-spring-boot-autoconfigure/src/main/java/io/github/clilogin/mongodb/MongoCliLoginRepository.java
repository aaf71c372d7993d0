package io.github.clilogin.mongodb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.store.Field;
import io.github.clilogin.store.Guard;
import io.github.clilogin.store.Step;

/**
 * Stores logins in MongoDB, one command per step. Exceptions of the driver are passed on.
 */
final class MongoCliLoginRepository implements CliLoginRepository {

	/** Each try waits for a new primary, which may step down again. */
	private static final long MAX_REPEAT_NANOS = TimeUnit.SECONDS.toNanos(MongoCliLogins.TIMEOUT_SECONDS);

	/** Exceeds the number of changes that a login usually has. */
	private static final int MAX_TRIES = 10;

	private static final String ID = LoginDocument.member(Field.ID);

	private static final String STATUS = LoginDocument.member(Field.STATUS);

	private static final String GENERATION = "generation";

	private static final String WAKE_AT = LoginDocument.member(Field.WAKE_AT);

	private final MongoCollection<Document> logins;

	/** Returns only states that no failover undoes, but not always the newest one. */
	private final MongoCollection<Document> durableLogins;

	private final MongoCollection<Document> owners;

	private final LoginIndexes indexes;

	MongoCliLoginRepository(MongoCollection<Document> logins, MongoCollection<Document> owners, LoginIndexes indexes) {
		this.logins = logins;
		this.durableLogins = logins.withReadConcern(ReadConcern.MAJORITY);
		this.owners = owners;
		this.indexes = indexes;
	}

	@Override
	public Insert insert(CliLogin login) {
		this.indexes.ensure();
		try {
			this.logins.insertOne(LoginDocument.of(login));
			return Insert.DONE;
		}
		catch (MongoWriteException ex) {
			if (ex.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
				throw ex;
			}
			return taken(login);
		}
	}

	/**
	 * Reads the login, because the driver names the violated index only in a message. If
	 * the other login is deleted meanwhile, another user code is tried.
	 */
	private Insert taken(CliLogin login) {
		return findById(login.id()).isPresent() ? Insert.ID_TAKEN : Insert.USER_CODE_TAKEN;
	}

	@Override
	public Optional<CliLogin> findById(String id) {
		return find(Field.ID, id);
	}

	/**
	 * Reads a login again that changes meanwhile.
	 * @throws IllegalStateException if it changes at each try
	 */
	@Override
	public Optional<CliLogin> findDurableById(String id) {
		for (int i = 0; i < MAX_TRIES; i++) {
			Optional<CliLogin> login = findById(id);
			if (login.isEmpty() || login.get().status() == CliLoginStatus.PENDING || isDurable(login.get())) {
				return login;
			}
		}
		throw new IllegalStateException("Gave up after " + MAX_TRIES + " concurrent changes to the login " + id);
	}

	/**
	 * Reads the state of the majority, which usually is the same one. Otherwise performs
	 * an update that requires the state and changes nothing. Such an update waits for the
	 * majority too, and the driver repeats it at a new primary.
	 */
	private boolean isDurable(CliLogin login) {
		Document durable = this.durableLogins.find(new Document(ID, login.id())).first();
		if (durable != null && LoginDocument.read(durable).row().values().equals(login.row().values())) {
			return true;
		}
		Document state = LoginDocument.state(login);
		return this.logins.updateOne(state, new Document("$set", new Document(STATUS, state.get(STATUS))))
			.getMatchedCount() == 1;
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
		Document filter = new Document(LoginDocument.member(field), value);
		return Optional.ofNullable(this.logins.find(filter).first()).map(LoginDocument::read);
	}

	@Override
	public List<CliLogin> findByOwner(String ownerId) {
		return this.logins.find(StepDocuments.filter(CliLoginTransition.revocable(ownerId)))
			.map(LoginDocument::read)
			.into(new ArrayList<>());
	}

	@Override
	public boolean apply(String id, CliLoginTransition transition) {
		Step step = transition.step();
		return this.logins.updateOne(StepDocuments.filter(step, id), StepDocuments.update(step))
			.getModifiedCount() == 1;
	}

	/**
	 * Repeats the update after a change of the primary, because the driver repeats no
	 * update of several documents. The step is safe to repeat. Then the number omits the
	 * logins that an earlier try revoked.
	 */
	@Override
	public int revokeAll(String ownerId, @Nullable String keepId, Instant now) {
		Step step = CliLoginTransition.revokeAll(ownerId, keepId, now);
		long start = System.nanoTime();
		while (true) {
			try {
				return (int) updateMany(step);
			}
			catch (MongoNotPrimaryException | MongoNodeIsRecoveringException | MongoSocketException
					| MongoWriteConcernException ex) {
				if (System.nanoTime() - start > MAX_REPEAT_NANOS) {
					throw ex;
				}
			}
		}
	}

	@Override
	public Optional<String> findOwnerGeneration(String ownerId) {
		return Optional.ofNullable(this.owners.find(new Document(ID, ownerId)).first())
			.map((owner) -> owner.getString(GENERATION));
	}

	@Override
	public void saveOwnerGeneration(String ownerId, String generation) {
		this.owners.updateOne(new Document(ID, ownerId), new Document("$set", new Document(GENERATION, generation)),
				new UpdateOptions().upsert(true));
	}

	@Override
	public boolean delete(String id) {
		return this.logins.deleteOne(new Document(ID, id)).getDeletedCount() == 1;
	}

	/**
	 * Adds the absent owner, so that the index on owner and status is used. It also scans
	 * expired logins, which MongoDB removes an hour later.
	 */
	@Override
	public long countPending(Instant now) {
		return this.logins.countDocuments(
				StepDocuments.filter(CliLoginTransition.pending(now)).append(LoginDocument.member(Field.OWNER), null));
	}

	/** Reads one batch, so that a long list takes one round trip. */
	@Override
	public List<Undelivered> undelivered(Instant since, int limit) {
		return this.logins.find(StepDocuments.filter(List.of(Guard.after(Field.WAKE_AT, since))))
			.projection(new Document(ID, 1).append(WAKE_AT, 1))
			.sort(new Document(WAKE_AT, -1))
			.limit(limit)
			.batchSize(limit)
			.map((document) -> new Undelivered(document.getString(ID), document.getDate(WAKE_AT).toInstant()))
			.into(new ArrayList<>());
	}

	@Override
	public void sweep(Instant now) {
		CliLoginTransition.sweep(now).forEach(this::updateMany);
	}

	private long updateMany(Step step) {
		return this.logins.updateMany(StepDocuments.filter(step), StepDocuments.update(step)).getModifiedCount();
	}

}
