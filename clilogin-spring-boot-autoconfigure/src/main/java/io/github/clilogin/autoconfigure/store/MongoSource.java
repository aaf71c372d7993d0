package io.github.clilogin.autoconfigure.store;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginMongo;
import io.github.clilogin.autoconfigure.CliLoginProperties.Mongodb;
import io.github.clilogin.autoconfigure.CliLoginProperties.Store;
import io.github.clilogin.autoconfigure.store.StoreCandidate.Location;
import io.github.clilogin.mongodb.MongoCliLogins;

/**
 * Finds databases of MongoDB.
 *
 * @param beans the beans of the application
 * @param types the types of beans. The first type that has a candidate counts, because a
 * client behind a {@code MongoDatabaseFactory} is not another database.
 * @param connection the server that the application names
 * @param settings the settings of the store
 */
record MongoSource(CandidateBeans beans, List<MongoBeans<?>> types, MongoConnection connection,
		Mongodb settings) implements StoreSource {

	@Override
	public Store store() {
		return Store.MONGODB;
	}

	@Override
	public List<StoreCandidate> marked() {
		return each((type) -> this.beans.marked(type, CliLoginMongo.class)).flatMap(List::stream).toList();
	}

	@Override
	public List<StoreCandidate> candidates() {
		return each(this.beans::names).filter((found) -> !found.isEmpty()).findFirst().orElse(List.of());
	}

	@Override
	public List<StoreCandidate> nonDefault() {
		return each(this.beans::nonDefault).flatMap(List::stream).toList();
	}

	private Stream<List<StoreCandidate>> each(Function<Class<?>, List<String>> names) {
		return this.types.stream()
			.map((type) -> names.apply(type.type()).stream().map((name) -> candidate(type, name)).toList());
	}

	private StoreCandidate candidate(MongoBeans<?> type, String name) {
		return new StoreCandidate(store(), name, type.type().getSimpleName(),
				isNamed(name) ? Location.NAMED : Location.LOCALHOST, () -> MongoCliLogins
					.repository(type.database(this.beans, name), collection(), this.settings.createIndexes()));
	}

	private boolean isNamed(String beanName) {
		return !this.beans.isAutoConfigured(beanName) || this.connection.isConfigured();
	}

	/** Requires a name that the server accepts. */
	private String collection() {
		String name = this.settings.collection();
		if (name.isBlank() || name.startsWith("system.") || name.contains("$") || name.indexOf('\0') >= 0) {
			throw new CliLoginConfigurationException(
					"clilogin.mongodb.collection must be the name of a collection, not \"" + name + "\".",
					"Remove clilogin.mongodb.collection to use clilogin_logins, or set another name.");
		}
		return name;
	}

}
