package io.github.clilogin.autoconfigure.store;

import java.util.function.Supplier;

import io.github.clilogin.CliLoginRepository;

/**
 * Represents a bean in which logins can be stored.
 *
 * @param beanName the name of the bean
 * @param type the type of the bean, for messages
 * @param configured whether the application names the server, so that the bean is not a
 * client of Spring Boot that connects to localhost
 * @param repository creates the store
 */
record StoreCandidate(String beanName, String type, boolean configured, Supplier<CliLoginRepository> repository) {

}
