package io.github.clilogin.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where polls wait: one for each login, so many for each network, so many in all. Not
 * safe for use by many threads.
 */
final class Places {

	private static final int MOST_PER_NETWORK = 20;

	/** As many as ten addresses, as with all that is counted by address. */
	private static final int MOST_OF_UNKNOWN = 10 * MOST_PER_NETWORK;

	private final int most;

	private final Map<String, WaitingPoll> polls = new HashMap<>();

	private final Map<String, Integer> perNetwork = new HashMap<>();

	Places(int most) {
		this.most = most;
	}

	boolean hasRoomFor(WaitingPoll poll) {
		int mostOfNetwork = ClientNetworks.UNKNOWN.equals(poll.network()) ? MOST_OF_UNKNOWN : MOST_PER_NETWORK;
		return this.polls.size() < this.most && this.perNetwork.getOrDefault(poll.network(), 0) < mostOfNetwork;
	}

	void enter(WaitingPoll poll) {
		this.polls.put(poll.id(), poll);
		this.perNetwork.merge(poll.network(), 1, Integer::sum);
	}

	/** Returns whether it was there, and not another poll of the same login. */
	boolean leave(WaitingPoll poll) {
		boolean left = this.polls.remove(poll.id(), poll);
		if (left) {
			this.perNetwork.computeIfPresent(poll.network(), (network, count) -> (count > 1) ? count - 1 : null);
		}
		return left;
	}

	Optional<WaitingPoll> find(String id) {
		return Optional.ofNullable(this.polls.get(id));
	}

	List<WaitingPoll> all() {
		return List.copyOf(this.polls.values());
	}

	int size() {
		return this.polls.size();
	}

}
