package io.github.clilogin.testsupport;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;

/**
 * A store that counts reads, and fails on request. Safe for use by many threads.
 */
public class TestRepository extends ForwardingRepository {

	private final Set<String> read = ConcurrentHashMap.newKeySet();

	private final AtomicInteger reads = new AtomicInteger();

	private final AtomicInteger looks = new AtomicInteger();

	private final Map<String, Runnable> moments = new ConcurrentHashMap<>();

	private volatile boolean failing;

	private volatile @Nullable Supplier<Set<String>> decisions;

	/** Creates the store. */
	public TestRepository(CliLoginRepository target) {
		super(target);
	}

	/** Lets the store fail, or answer again. A look for decisions does not fail. */
	public void fail(boolean failing) {
		this.failing = failing;
	}

	/** Replaces the result of every look by the IDs of decided logins. */
	public void decisions(Supplier<Set<String>> decisions) {
		this.decisions = decisions;
	}

	/**
	 * Runs an action once, after the next read of a login and before the reader knows the
	 * result.
	 */
	public void afterNextRead(String id, Runnable action) {
		this.moments.put(id, action);
	}

	/** Returns how often a login was read by its id. */
	public int reads() {
		return this.reads.get();
	}

	/** Waits until this number of looks for decisions has begun. */
	public void awaitLooks(int number) {
		int before = this.looks.get();
		TestWaits.await("looks for decisions").until(() -> this.looks.get() >= before + number);
	}

	/**
	 * Waits until polls wait: their logins were read, and the watch has looked twice
	 * since. No other poll may read these logins.
	 */
	public void awaitWaiting(Collection<String> ids) {
		TestWaits.await("reads of logins").until(() -> this.read.containsAll(ids));
		awaitLooks(2);
	}

	/** Returns how many instances in this JVM look for decisions. */
	public static long watches() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("clilogin-decision-watch"))
			.count();
	}

	private void check() {
		if (this.failing) {
			throw new IllegalStateException("The store is stopped");
		}
	}

	@Override
	public Insert insert(CliLogin login) {
		check();
		return super.insert(login);
	}

	@Override
	public Optional<CliLogin> findById(String id) {
		check();
		this.reads.incrementAndGet();
		Optional<CliLogin> found = super.findById(id);
		this.read.add(id);
		Optional.ofNullable(this.moments.remove(id)).ifPresent(Runnable::run);
		return found;
	}

	@Override
	public List<Undelivered> undelivered(Instant since, int limit) {
		this.looks.incrementAndGet();
		Supplier<Set<String>> found = this.decisions;
		return (found == null) ? super.undelivered(since, limit)
				: found.get().stream().map((id) -> new Undelivered(id, Instant.EPOCH)).toList();
	}

	@Override
	public Optional<CliLogin> findByTokenHash(String tokenHash) {
		check();
		return super.findByTokenHash(tokenHash);
	}

	@Override
	public Optional<CliLogin> findByUserCode(String userCode) {
		check();
		return super.findByUserCode(userCode);
	}

	@Override
	public List<CliLogin> findByOwner(String ownerId) {
		check();
		return super.findByOwner(ownerId);
	}

	@Override
	public boolean apply(String id, CliLoginTransition transition) {
		check();
		return super.apply(id, transition);
	}

}
