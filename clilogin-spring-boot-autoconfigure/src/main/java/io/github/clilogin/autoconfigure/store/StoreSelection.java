package io.github.clilogin.autoconfigure.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

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
		return sourcesOfChoice().stream().flatMap((source) -> source.candidates().stream()).toList();
	}

	private List<StoreSource> sourcesOfChoice() {
		return this.sources.stream()
			.filter((source) -> this.chosen == Store.AUTO || source.store() == this.chosen)
			.toList();
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
		return (this.chosen == Store.AUTO) ? StoreFailures.none()
				: StoreFailures.noneOf(this.chosen, !sourcesOfChoice().isEmpty());
	}

}
