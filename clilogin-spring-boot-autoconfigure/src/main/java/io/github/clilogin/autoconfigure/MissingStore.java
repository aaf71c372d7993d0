package io.github.clilogin.autoconfigure;

import java.util.function.Supplier;

import io.github.clilogin.CliLoginRepository;

/** Fails if the application has no store. */
final class MissingStore implements Supplier<CliLoginRepository> {

	@Override
	public CliLoginRepository get() {
		throw new CliLoginConfigurationException(
				"clilogin cannot store logins: clilogin.store is mongodb, but neither a MongoDatabaseFactory bean nor "
						+ "a single MongoClient bean was found.",
				"""
						Choose one:

						- add spring-boot-starter-data-mongodb and set spring.mongodb.uri
						- define a bean of type io.github.clilogin.CliLoginRepository
						- set clilogin.store=memory: logins are lost on restart and not shared between instances""");
	}

}
