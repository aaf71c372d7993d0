package io.github.clilogin.web.poll;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.clilogin.web.limit.ClientNetworks;

/** Limits waiting polls per login, per network and in total. Not thread-safe. */
final class WaitingSlots {

	static final int MAX_PER_NETWORK = 20;

	/** All clients of unknown address share one network. */
	private static final int MAX_OF_UNKNOWN = 10 * MAX_PER_NETWORK;

	private final int max;

	private final Map<String, ParkedPoll> polls = new HashMap<>();

	private final Map<String, Integer> perNetwork = new HashMap<>();

	WaitingSlots(int max) {
		this.max = max;
	}

	boolean hasRoomFor(ParkedPoll poll) {
		int maxOfNetwork = ClientNetworks.UNKNOWN.equals(poll.network()) ? MAX_OF_UNKNOWN : MAX_PER_NETWORK;
		return this.polls.size() < this.max && this.perNetwork.getOrDefault(poll.network(), 0) < maxOfNetwork;
	}

	void enter(ParkedPoll poll) {
		this.polls.put(poll.id(), poll);
		this.perNetwork.merge(poll.network(), 1, Integer::sum);
	}

	/** Returns whether this poll had the slot, rather than another poll of its login. */
	boolean leave(ParkedPoll poll) {
		boolean left = this.polls.remove(poll.id(), poll);
		if (left) {
			this.perNetwork.computeIfPresent(poll.network(), (network, count) -> (count > 1) ? count - 1 : null);
		}
		return left;
	}

	Optional<ParkedPoll> find(String id) {
		return Optional.ofNullable(this.polls.get(id));
	}

	List<ParkedPoll> all() {
		return List.copyOf(this.polls.values());
	}

	int size() {
		return this.polls.size();
	}

}
