package io.github.clilogin;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store that knows when polls wait: when they have read their logins, and the watch has
 * passed over them since.
 */
public class WatchedRepository extends ForwardingRepository {

	private final Set<String> read = ConcurrentHashMap.newKeySet();

	private final Semaphore looks = new Semaphore(0);

	/**
	 * Creates it.
	 * @param target the store
	 */
	public WatchedRepository(CliLoginRepository target) {
		super(target);
	}

	/**
	 * Waits until polls wait.
	 * @param ids the ids of the logins, which nobody else reads
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void awaitWaiting(Collection<String> ids) throws InterruptedException {
		while (!this.read.containsAll(ids)) {
			awaitLooks(1);
		}
		this.looks.drainPermits();
		awaitLooks(2);
	}

	private void awaitLooks(int number) throws InterruptedException {
		assertThat(this.looks.tryAcquire(number, 20, TimeUnit.SECONDS)).as("polls wait").isTrue();
	}

	@Override
	public Optional<CliLogin> findById(String id) {
		Optional<CliLogin> found = super.findById(id);
		this.read.add(id);
		return found;
	}

	@Override
	public List<Undelivered> undelivered(Instant since, int limit) {
		List<Undelivered> found = super.undelivered(since, limit);
		this.looks.release();
		return found;
	}

}
