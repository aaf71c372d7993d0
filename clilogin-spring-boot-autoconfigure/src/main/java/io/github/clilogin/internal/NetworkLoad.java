package io.github.clilogin.internal;

import java.util.Comparator;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Counts the pending logins of one network. Logins that stay unopened weigh most, because
 * users open theirs within seconds. Each opened login offsets one that stays unopened.
 * Not thread-safe.
 */
final class NetworkLoad {

	/** Orders the heaviest network last. */
	static final Comparator<NetworkLoad> BY_WEIGHT = Comparator.comparingDouble(NetworkLoad::idle)
		.thenComparingDouble(NetworkLoad::weight);

	static final Comparator<NetworkLoad> ORDER = BY_WEIGHT.thenComparing((load) -> load.network.prefix());

	private final PendingNetwork network;

	/** Unopened logins in the order of their starts. */
	private final TreeMap<Long, CountedLogin> unopened = new TreeMap<>();

	private int idle;

	private int opened;

	NetworkLoad(PendingNetwork network) {
		this.network = network;
	}

	PendingNetwork network() {
		return this.network;
	}

	void move(CountedLogin login, @Nullable Stage from, @Nullable Stage to) {
		if (to == Stage.NEW) {
			this.unopened.put(login.number(), login);
		}
		else if (to != Stage.IDLE) {
			this.unopened.remove(login.number());
		}
		this.idle += ((to == Stage.IDLE) ? 1 : 0) - ((from == Stage.IDLE) ? 1 : 0);
		this.opened += ((to == Stage.OPENED) ? 1 : 0) - ((from == Stage.OPENED) ? 1 : 0);
	}

	boolean isEmpty() {
		return this.unopened.isEmpty() && this.opened == 0;
	}

	boolean fills(long share) {
		return this.unopened.size() >= share * this.network.factor();
	}

	@Nullable CountedLogin newest() {
		return this.unopened.isEmpty() ? null : this.unopened.lastEntry().getValue();
	}

	@Nullable CountedLogin oldest() {
		return this.unopened.isEmpty() ? null : this.unopened.firstEntry().getValue();
	}

	private double idle() {
		return (double) Math.max(0, this.idle - this.opened) / this.network.factor();
	}

	private double weight() {
		return (double) this.unopened.size() / this.network.factor();
	}

	/** Lists the stages of a counted login. */
	enum Stage {

		NEW,

		/** No user has opened the login for some time. */
		IDLE,

		OPENED

	}

}
