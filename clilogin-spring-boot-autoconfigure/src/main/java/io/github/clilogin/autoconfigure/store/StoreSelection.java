package io.github.clilogin.autoconfigure.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.autoconfigure.CliLoginProperties.Store;
import io.github.clilogin.memory.MemoryCliLogins;

/** Selects the store: the one that the property names, or else the only candidate. */
record StoreSelection(Store chosen, List<StoreSource> sources) {

	private static final Logger logger = System.getLogger(CliLoginStoreAutoConfiguration.class.getName());

	CliLoginRepository select() {
		return (this.chosen == Store.MEMORY) ? memory() : only(candidates()).repository().get();
	}

	private static CliLoginRepository memory() {
		logger.log(Level.WARNING, "clilogin.store=memory keeps logins and tokens in memory: they are lost on restart "
				+ "and not shared between instances");
		return MemoryCliLogins.repository();
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
		List<StoreCandidate> configured = candidates.stream().filter(StoreCandidate::configured).toList();
		if (configured.size() > 1) {
			throw StoreFailures.several(configured);
		}
		if (configured.isEmpty()) {
			throw candidates.isEmpty() ? none() : StoreFailures.notConfigured(this.chosen);
		}
		return configured.get(0);
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
