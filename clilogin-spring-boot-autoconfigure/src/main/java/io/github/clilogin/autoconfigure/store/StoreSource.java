package io.github.clilogin.autoconfigure.store;

import java.util.List;

import io.github.clilogin.autoconfigure.CliLoginProperties.Store;

/** Finds the beans of one kind of database in which logins can be stored. */
interface StoreSource {

	/** Returns the store that uses these beans. */
	Store store();

	/** Returns the beans among which the application has not chosen, normally one. */
	List<StoreCandidate> candidates();

}
