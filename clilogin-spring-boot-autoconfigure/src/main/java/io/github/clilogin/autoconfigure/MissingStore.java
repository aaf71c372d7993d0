package io.github.clilogin.autoconfigure;

import java.util.function.Supplier;

import io.github.clilogin.CliLoginRepository;

/** Fails if the application has no store. */
final class MissingStore implements Supplier<CliLoginRepository> {

	@Override
	public CliLoginRepository get() {
		throw new CliLoginConfigurationException(
				"There is no store for logins: clilogin.store is mongodb, and there is neither a MongoDatabaseFactory "
						+ "bean nor a single MongoClient bean.",
				"""
						Choose one:

						- put spring-boot-starter-data-mongodb on the class path and set spring.mongodb.uri
						- define a bean of type io.github.clilogin.CliLoginRepository
						- set clilogin.store=memory: logins are lost on restart, and no other instance knows them""");
	}

}
