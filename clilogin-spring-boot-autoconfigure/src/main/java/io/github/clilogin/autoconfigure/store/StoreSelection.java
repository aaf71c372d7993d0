package io.github.clilogin.autoconfigure.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.autoconfigure.CliLoginProperties.Store;
import io.github.clilogin.autoconfigure.store.StoreCandidate.Location;
import io.github.clilogin.memory.MemoryCliLogins;

/**
 * Selects the store: the one that the property names, or else the only candidate. A
 * database in memory that Spring Boot creates counts only if it is alone.
 */
record StoreSelection(Store chosen, List<StoreSource> sources) {

	private static final Logger logger = System.getLogger(CliLoginStoreAutoConfiguration.class.getName());

	CliLoginRepository select() {
		return (this.chosen == Store.MEMORY) ? memory() : repository(only(candidates()));
	}

	private static CliLoginRepository memory() {
		warn("clilogin.store=memory keeps logins and tokens in memory");
		return MemoryCliLogins.repository();
	}

	private static CliLoginRepository repository(StoreCandidate candidate) {
		if (candidate.isAt(Location.MEMORY)) {
			warn("clilogin keeps logins and tokens in the memory database that Spring Boot creates if "
					+ "spring.datasource.url is not set");
		}
		return candidate.repository().get();
	}

	private static void warn(String memory) {
		logger.log(Level.WARNING, memory + ": they are lost on restart and not shared between instances");
	}

	private List<StoreCandidate> candidates() {
		List<StoreCandidate> marked = of(StoreSource::marked);
		return !marked.isEmpty() ? marked : of(StoreSource::candidates);
	}

	private List<StoreCandidate> of(Function<StoreSource, List<StoreCandidate>> beans) {
		return sourcesOfChoice().flatMap((source) -> beans.apply(source).stream()).toList();
	}

	private Stream<StoreSource> sourcesOfChoice() {
		return this.sources.stream().filter((source) -> this.chosen == Store.AUTO || source.store() == this.chosen);
	}

	private StoreCandidate only(List<StoreCandidate> candidates) {
		List<StoreCandidate> usable = Stream.of(Location.NAMED, Location.MEMORY)
			.map((location) -> candidates.stream().filter((candidate) -> candidate.isAt(location)).toList())
			.filter((found) -> !found.isEmpty())
			.findFirst()
			.orElse(List.of());
		if (usable.size() > 1) {
			throw StoreFailures.several(usable);
		}
		if (usable.isEmpty()) {
			throw candidates.isEmpty() ? none() : StoreFailures.notConfigured(this.chosen);
		}
		return usable.get(0);
	}

	private RuntimeException none() {
		List<StoreCandidate> nonDefault = of(StoreSource::nonDefault);
		if (!nonDefault.isEmpty()) {
			return StoreFailures.notMarked(this.chosen, nonDefault);
		}
		if (this.chosen == Store.AUTO) {
			return StoreFailures.none();
		}
		return StoreFailures.noneOf(this.chosen, sourcesOfChoice().findAny().isPresent());
	}

}
