package io.github.clilogin.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/** Orders the IDs of logins by a time. Not thread-safe. */
final class TimeIndex {

	private static final String AFTER_ALL_IDS = "\uffff";

	private final NavigableSet<Entry> entries = new TreeSet<>(
			Comparator.comparing(Entry::time).thenComparing(Entry::id));

	/** Replaces the time of a login; {@code null} means that it has none. */
	void replace(String id, @Nullable Instant before, @Nullable Instant after) {
		if (before != null) {
			this.entries.remove(new Entry(before, id));
		}
		if (after != null) {
			this.entries.add(new Entry(after, id));
		}
	}

	/** Returns the logins with a later time, latest first. */
	NavigableSet<Entry> after(Instant time) {
		return this.entries.tailSet(new Entry(time, AFTER_ALL_IDS), false).descendingSet();
	}

	/** Returns the logins up to a time, earliest first, at most as many as the limit. */
	List<String> until(Instant time, int limit) {
		List<String> ids = new ArrayList<>();
		for (Entry entry : this.entries.headSet(new Entry(time, AFTER_ALL_IDS), true)) {
			if (ids.size() == limit) {
				break;
			}
			ids.add(entry.id());
		}
		return ids;
	}

	record Entry(Instant time, String id) {
	}

}
