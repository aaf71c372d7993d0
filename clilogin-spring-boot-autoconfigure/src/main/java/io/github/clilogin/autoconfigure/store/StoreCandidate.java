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
 * @param configured whether the application names the server, so that the bean is not a
 * client of Spring Boot that connects to localhost
 * @param repository creates the store
 */
record StoreCandidate(Store store, String beanName, String type, boolean configured,
		Supplier<CliLoginRepository> repository) {

}
