package io.github.clilogin.autoconfigure.store;

import java.util.List;

import io.github.clilogin.autoconfigure.CliLoginProperties.Store;

/** Finds the beans of one kind of database in which logins can be stored. */
interface StoreSource {

	/** Returns the store that uses these beans. */
	Store store();

	/**
	 * Returns the beans with the qualifier. If a source has one, the other beans of all
	 * sources are not used.
	 */
	List<StoreCandidate> marked();

	/**
	 * Returns the beans without a qualifier that remain after primary, default and
	 * fallback candidates are applied.
	 */
	List<StoreCandidate> candidates();

	/** Returns the beans that only the qualifier can select. */
	List<StoreCandidate> nonDefault();

}
