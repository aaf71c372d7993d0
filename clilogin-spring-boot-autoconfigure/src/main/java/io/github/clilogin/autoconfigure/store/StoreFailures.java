package io.github.clilogin.autoconfigure.store;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginProperties.Store;

/** Explains why no store can be selected, and the solution for each database. */
final class StoreFailures {

	private static final String PROBLEM = "clilogin cannot store logins: ";

	private static final String NO_BEAN = "no MongoDatabaseFactory or MongoClient bean can be used";

	private static final String TABLE = """
			your database        what to add
			-------------------  ---------------------------------------------------------------------------
			MongoDB              org.springframework.boot:spring-boot-starter-mongodb as a dependency, or
			                     spring-boot-starter-data-mongodb if you use Spring Data, and
			                     spring.mongodb.uri=mongodb://<host>/<database>
			another database     a bean of type io.github.clilogin.CliLoginRepository
			none, for a trial    clilogin.store=memory: logins are lost on restart and not shared between
			                     instances""";

	private StoreFailures() {
	}

	static CliLoginConfigurationException none() {
		return failure(NO_BEAN + ", and clilogin.store does not select another store.",
				"Add the line for your database:\n\n" + TABLE);
	}

	static CliLoginConfigurationException noneOf(Store chosen, boolean driver) {
		return failure(setting(chosen) + (driver ? NO_BEAN : "the MongoDB driver is not on the class path") + ".",
				"Add the line for your database:\n\n" + TABLE);
	}

	static CliLoginConfigurationException notMarked(Store chosen, List<StoreCandidate> candidates) {
		return failure(
				setting(chosen) + NO_BEAN + ", because these are not default candidates: " + names(candidates) + ".",
				"Mark one of these beans with @CliLoginMongo. For another database, add its line:\n\n" + TABLE);
	}

	static CliLoginConfigurationException notConfigured(Store chosen) {
		return failure(setting(chosen)
				+ "neither spring.mongodb.uri nor spring.mongodb.host is set, so the MongoDB client of Spring Boot "
				+ "connects to localhost.",
				"Set spring.mongodb.uri, or spring.mongodb.host=localhost if you want that server. "
						+ "For another database, add its line:\n\n" + TABLE);
	}

	static CliLoginConfigurationException several(List<StoreCandidate> candidates) {
		return failure(candidates.size() + " beans could be used: " + names(candidates) + ".", """
				Choose one of them:

				- mark only its bean method with @CliLoginMongo, or with @Primary if it is the main database
				- define a bean of type io.github.clilogin.CliLoginRepository, for example with
				  MongoCliLogins.repository(database, "clilogin_logins", true)""");
	}

	private static String names(List<StoreCandidate> candidates) {
		return candidates.stream()
			.map((candidate) -> candidate.beanName() + " (" + candidate.type() + ")")
			.collect(Collectors.joining(", "));
	}

	private static String setting(Store chosen) {
		return (chosen == Store.AUTO) ? "" : "clilogin.store is " + chosen.name().toLowerCase(Locale.ROOT) + ", but ";
	}

	private static CliLoginConfigurationException failure(String reason, String action) {
		return new CliLoginConfigurationException(PROBLEM + reason, action);
	}

}
