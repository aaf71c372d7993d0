package io.github.clilogin.testsupport;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;

/**
 * Passes calls on to a store, for tests that change one response. A durable read is a
 * {@link #findById}, so that a test changes both.
 */
public class ForwardingRepository implements CliLoginRepository {

	private final CliLoginRepository target;

	/** Creates the store. */
	public ForwardingRepository(CliLoginRepository target) {
		this.target = target;
	}

	@Override
	public Insert insert(CliLogin login) {
		return this.target.insert(login);
	}

	@Override
	public Optional<CliLogin> findById(String id) {
		return this.target.findById(id);
	}

	@Override
	public Optional<CliLogin> findByUserCode(String userCode) {
		return this.target.findByUserCode(userCode);
	}

	@Override
	public Optional<CliLogin> findByTokenHash(String tokenHash) {
		return this.target.findByTokenHash(tokenHash);
	}

	@Override
	public List<CliLogin> findByOwner(String ownerId) {
		return this.target.findByOwner(ownerId);
	}

	@Override
	public boolean apply(String id, CliLoginTransition transition) {
		return this.target.apply(id, transition);
	}

	@Override
	public int revokeAll(String ownerId, @Nullable String keepId, Instant now) {
		return this.target.revokeAll(ownerId, keepId, now);
	}

	@Override
	public Optional<String> findOwnerGeneration(String ownerId) {
		return this.target.findOwnerGeneration(ownerId);
	}

	@Override
	public void saveOwnerGeneration(String ownerId, String generation) {
		this.target.saveOwnerGeneration(ownerId, generation);
	}

	@Override
	public boolean delete(String id) {
		return this.target.delete(id);
	}

	@Override
	public long countPending(Instant now) {
		return this.target.countPending(now);
	}

	@Override
	public List<Undelivered> undelivered(Instant since, int limit) {
		return this.target.undelivered(since, limit);
	}

	@Override
	public void sweep(Instant now) {
		this.target.sweep(now);
	}

}
