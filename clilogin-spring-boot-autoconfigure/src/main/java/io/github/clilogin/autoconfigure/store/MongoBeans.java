package io.github.clilogin.autoconfigure.store;

import java.util.function.Function;

import com.mongodb.client.MongoDatabase;

/**
 * Names a type of beans that lead to a database.
 *
 * @param <T> the type
 * @param type the type
 * @param database returns the database of a bean
 */
record MongoBeans<T>(Class<T> type, Function<T, MongoDatabase> database) {

	MongoDatabase database(CandidateBeans beans, String name) {
		return this.database.apply(beans.get(name, this.type));
	}

}
