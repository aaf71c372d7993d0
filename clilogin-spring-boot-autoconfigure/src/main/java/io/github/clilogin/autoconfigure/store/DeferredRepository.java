package io.github.clilogin.autoconfigure.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.autoconfigure.CliLoginConfigurationException;

/**
 * Selects the store at its first use. An application in which nothing is enabled starts
 * without a store.
 */
final class DeferredRepository implements CliLoginRepository {

	private final Supplier<CliLoginRepository> target;

	DeferredRepository(StoreSelection selection) {
		this.target = SingletonSupplier.of(selection::select);
	}

	/** Adds the solution to the message, because no failure analyzer prints it here. */
	private CliLoginRepository target() {
		try {
			return this.target.get();
		}
		catch (CliLoginConfigurationException ex) {
			throw new IllegalStateException(ex.getMessage() + "\n\n" + ex.action(), ex);
		}
	}

	@Override
	public Insert insert(CliLogin login) {
		return target().insert(login);
	}

	@Override
	public Optional<CliLogin> findById(String id) {
		return target().findById(id);
	}

	@Override
	public Optional<CliLogin> findDurableById(String id) {
		return target().findDurableById(id);
	}

	@Override
	public Optional<CliLogin> findByUserCode(String userCode) {
		return target().findByUserCode(userCode);
	}

	@Override
	public Optional<CliLogin> findByTokenHash(String tokenHash) {
		return target().findByTokenHash(tokenHash);
	}

	@Override
	public List<CliLogin> findByOwner(String ownerId) {
		return target().findByOwner(ownerId);
	}

	@Override
	public boolean apply(String id, CliLoginTransition transition) {
		return target().apply(id, transition);
	}

	@Override
	public int revokeAll(String ownerId, @Nullable String keepId, Instant now) {
		return target().revokeAll(ownerId, keepId, now);
	}

	@Override
	public Optional<String> findOwnerGeneration(String ownerId) {
		return target().findOwnerGeneration(ownerId);
	}

	@Override
	public void saveOwnerGeneration(String ownerId, String generation) {
		target().saveOwnerGeneration(ownerId, generation);
	}

	@Override
	public boolean delete(String id) {
		return target().delete(id);
	}

	@Override
	public long countPending(Instant now) {
		return target().countPending(now);
	}

	@Override
	public List<Undelivered> undelivered(Instant since, int limit) {
		return target().undelivered(since, limit);
	}

	@Override
	public void sweep(Instant now) {
		target().sweep(now);
	}

}
