package io.github.clilogin.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.clilogin.internal.NetworkLoad.Stage;

/**
 * Counts the pending logins of each network that this instance started and that no user
 * has opened. A restart forgets them. An opened login is remembered until its expiry.
 * Counts at most {@value #MAX_LOGINS} logins and forgets the ones that expire first.
 * Thread-safe.
 */
public final class NetworkShares {

	static final int MAX_LOGINS = 100_000;

	/** Time in which a user usually opens a login. */
	static final Duration OPENING_TIME = Duration.ofSeconds(30);

	private static final int MIN_SHARE = 50;

	/** Two percent. */
	private static final int SHARES = 50;

	private final int share;

	private final Map<String, CountedLogin> logins = new HashMap<>();

	private final Map<String, NetworkLoad> loads = new HashMap<>();

	private final NavigableSet<NetworkLoad> byWeight = new TreeSet<>(NetworkLoad.ORDER);

	private final NavigableSet<CountedLogin> byExpiry = new TreeSet<>(
			Comparator.comparing(CountedLogin::expiresAt).thenComparing(CountedLogin::number));

	/** New logins in the order of their starts. */
	private final Set<CountedLogin> fresh = new LinkedHashSet<>();

	private long number;

	/**
	 * Creates empty counts.
	 * @param maxPending the maximum number of pending logins
	 */
	public NetworkShares(int maxPending) {
		this.share = Math.max(MIN_SHARE, maxPending / SHARES);
	}

	/**
	 * Counts a new login.
	 * @param id the login's ID
	 * @param address the address of its start, or {@code null} if unknown
	 * @param createdAt the time of its start
	 * @param expiresAt the time of its expiry
	 */
	public synchronized void start(String id, @Nullable String address, Instant createdAt, Instant expiresAt) {
		advance(createdAt);
		// A CLI can start an ID again after its first login was removed
		remove(id);
		List<NetworkLoad> networks = PendingNetwork.of(address)
			.stream()
			.map((network) -> this.loads.computeIfAbsent(network.prefix(), (prefix) -> new NetworkLoad(network)))
			.toList();
		CountedLogin counted = new CountedLogin(id, createdAt, expiresAt, this.number++, networks);
		this.logins.put(counted.id(), counted);
		this.byExpiry.add(counted);
		this.fresh.add(counted);
		move(counted, null, Stage.NEW);
		while (this.logins.size() > MAX_LOGINS) {
			remove(this.byExpiry.first().id());
		}
	}

	/**
	 * Counts a login as one that a user has opened.
	 * @param id the login's ID
	 */
	public synchronized void open(String id) {
		CountedLogin login = this.logins.get(id);
		if (login != null && login.stage() != Stage.OPENED) {
			move(login, login.stage(), Stage.OPENED);
		}
	}

	/**
	 * Removes a login.
	 * @param id the login's ID
	 */
	public synchronized void remove(String id) {
		CountedLogin login = this.logins.remove(id);
		if (login != null) {
			this.byExpiry.remove(login);
			move(login, login.stage(), null);
		}
	}

	/**
	 * Removes a login that ended without a user. An opened one stays until it expires.
	 * @param id the login's ID
	 * @return whether the login was removed
	 */
	public synchronized boolean end(String id) {
		CountedLogin login = this.logins.get(id);
		boolean unopened = login != null && login.stage() != Stage.OPENED;
		if (unopened) {
			remove(id);
		}
		return unopened;
	}

	/**
	 * Returns the oldest login of a network of the request that has used its share, or
	 * empty if none has.
	 * @param address the address of the request, or {@code null} if unknown
	 * @param now the time
	 * @return the login's ID
	 */
	public synchronized Optional<String> oldestIfFull(@Nullable String address, Instant now) {
		advance(now);
		return known(address).filter((load) -> load.fills(this.share))
			.findFirst()
			.map(NetworkLoad::oldest)
			.map(CountedLogin::id);
	}

	/**
	 * Returns the login that gives way to a start at the cap, if any can.
	 * @param address the address of the request, or {@code null} if unknown
	 * @param now the time
	 * @return the login
	 */
	public synchronized Optional<Candidate> candidate(@Nullable String address, Instant now) {
		advance(now);
		NetworkLoad heaviest = this.byWeight.isEmpty() ? null : this.byWeight.last();
		if (heaviest == null) {
			return Optional.empty();
		}
		Optional<NetworkLoad> own = known(address).filter((load) -> NetworkLoad.BY_WEIGHT.compare(load, heaviest) >= 0)
			.findFirst();
		CountedLogin login = own.isPresent() ? own.get().oldest() : heaviest.newest();
		return Optional.ofNullable(login).map((found) -> new Candidate(found.id(), own.isPresent()));
	}

	synchronized int size() {
		return this.logins.size();
	}

	private Stream<NetworkLoad> known(@Nullable String address) {
		return PendingNetwork.of(address)
			.stream()
			.map((network) -> this.loads.get(network.prefix()))
			.filter(Objects::nonNull);
	}

	private void advance(Instant now) {
		while (!this.byExpiry.isEmpty() && !this.byExpiry.first().expiresAt().isAfter(now)) {
			remove(this.byExpiry.first().id());
		}
		List<CountedLogin> idle = this.fresh.stream().takeWhile((login) -> isIdle(login, now)).toList();
		idle.forEach((login) -> move(login, Stage.NEW, Stage.IDLE));
	}

	/** A login that starts much later than now is from before the clock was set back. */
	private static boolean isIdle(CountedLogin login, Instant now) {
		return !login.createdAt().plus(OPENING_TIME).isAfter(now) || login.createdAt().isAfter(now.plus(OPENING_TIME));
	}

	private void move(CountedLogin login, @Nullable Stage from, @Nullable Stage to) {
		login.loads().forEach((load) -> {
			this.byWeight.remove(load);
			load.move(login, from, to);
			if (load.isEmpty()) {
				this.loads.remove(load.network().prefix());
			}
			else {
				this.byWeight.add(load);
			}
		});
		if (to != Stage.NEW) {
			this.fresh.remove(login);
		}
		if (to != null) {
			login.stage(to);
		}
	}

	/**
	 * Names a login that could give way.
	 *
	 * @param id the login's ID
	 * @param own whether the network of the new start is the heaviest itself; then the
	 * login is its oldest, which must not give way
	 */
	public record Candidate(String id, boolean own) {
	}

}
