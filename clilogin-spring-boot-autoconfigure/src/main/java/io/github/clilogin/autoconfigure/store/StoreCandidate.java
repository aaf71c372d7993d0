package io.github.clilogin.autoconfigure.store;

import java.util.function.Supplier;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.autoconfigure.CliLoginProperties.Store;

/**
 * Represents a bean in which logins can be stored.
 *
 * @param store the store that uses the bean
 * @param beanName the name of the bean
 * @param type the type of the bean, for messages
 * @param location the location of the database
 * @param repository creates the store
 */
record StoreCandidate(Store store, String beanName, String type, Location location,
		Supplier<CliLoginRepository> repository) {

	/** Lists the locations of a database. */
	enum Location {

		/** A location that the application names, or a bean of its own. */
		NAMED,

		/**
		 * The memory of the application, because it names no location for the
		 * {@code DataSource} of Spring Boot. Used if no other database can be used.
		 */
		MEMORY,

		/**
		 * The local machine, because the application names no location for the client of
		 * Spring Boot. Never used: a production system would connect to a database that
		 * does not exist.
		 */
		LOCALHOST

	}

	boolean isAt(Location location) {
		return this.location == location;
	}

}
