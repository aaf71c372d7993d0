package io.github.clilogin.autoconfigure.store;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.github.clilogin.autoconfigure.CliLoginConfigurationException;
import io.github.clilogin.autoconfigure.CliLoginProperties.Store;

/** Explains why no store can be selected, and the solution for each database. */
final class StoreFailures {

	private static final String PROBLEM = "clilogin cannot store logins: ";

	private static final String TABLE = """
			your database        what to add
			-------------------  ---------------------------------------------------------------------------
			PostgreSQL, MySQL,   org.springframework.boot:spring-boot-starter-jdbc as a dependency, or
			MariaDB, H2, Oracle  spring-boot-starter-data-jpa or -data-jdbc if you use Spring Data, the JDBC
			or SQL Server        driver of your database, and spring.datasource.url=jdbc:...
			MongoDB              org.springframework.boot:spring-boot-starter-mongodb as a dependency, or
			                     spring-boot-starter-data-mongodb if you use Spring Data, and
			                     spring.mongodb.uri=mongodb://<host>/<database>
			another database     a bean of type io.github.clilogin.CliLoginRepository
			none, for a trial    clilogin.store=memory: logins are lost on restart and not shared between
			                     instances""";

	private static final String LINE = "Add the line for your database:\n\n" + TABLE;

	private StoreFailures() {
	}

	static CliLoginConfigurationException none() {
		return failure(noBean(Store.AUTO) + ", and clilogin.store does not select another store.", LINE);
	}

	static CliLoginConfigurationException noneOf(Store chosen, boolean library) {
		return failure(
				setting(chosen) + (library ? noBean(chosen) : library(chosen) + " is not on the class path") + ".",
				LINE);
	}

	static CliLoginConfigurationException notMarked(Store chosen, List<StoreCandidate> candidates) {
		return failure(
				setting(chosen) + noBean(chosen) + ", because these are not default candidates: " + names(candidates)
						+ ".",
				"Mark one of these beans with " + qualifiers(candidates) + ". For another database, add its line:\n\n"
						+ TABLE);
	}

	static CliLoginConfigurationException notConfigured(Store chosen) {
		return failure(setting(chosen)
				+ "neither spring.mongodb.uri nor spring.mongodb.host is set, so the MongoDB client of Spring Boot "
				+ "connects to localhost.",
				"Set spring.mongodb.uri, or spring.mongodb.host=localhost if you want that server. "
						+ "For another database, add its line:\n\n" + TABLE);
	}

	static CliLoginConfigurationException several(List<StoreCandidate> candidates) {
		return failure(candidates.size() + " beans could be used: " + names(candidates) + ".",
				"Choose one of them:\n\n"
						+ (hasOneKind(candidates) ? "" : "- set clilogin.store to " + stores(candidates) + "\n")
						+ "- mark only its bean method with " + qualifiers(candidates)
						+ (hasOneKind(candidates) ? ", or with @Primary if it is the main database" : "")
						+ "\n- define a bean of type io.github.clilogin.CliLoginRepository");
	}

	private static boolean hasOneKind(List<StoreCandidate> candidates) {
		return candidates.stream().map(StoreCandidate::store).distinct().count() == 1;
	}

	private static String names(List<StoreCandidate> candidates) {
		return candidates.stream()
			.map((candidate) -> candidate.beanName() + " (" + candidate.type() + ")")
			.collect(Collectors.joining(", "));
	}

	private static String stores(List<StoreCandidate> candidates) {
		return candidates.stream()
			.map((candidate) -> key(candidate.store()))
			.distinct()
			.sorted()
			.collect(Collectors.joining(" or "));
	}

	private static String qualifiers(List<StoreCandidate> candidates) {
		return candidates.stream()
			.map((candidate) -> (candidate.store() == Store.JDBC) ? "@CliLoginDataSource" : "@CliLoginMongo")
			.distinct()
			.sorted()
			.collect(Collectors.joining(" or "));
	}

	private static String noBean(Store chosen) {
		return switch (chosen) {
			case JDBC -> "no DataSource bean can be used";
			case MONGODB -> "no MongoDatabaseFactory or MongoClient bean can be used";
			default -> "no DataSource, MongoDatabaseFactory or MongoClient bean can be used";
		};
	}

	private static String library(Store chosen) {
		return (chosen == Store.JDBC) ? "spring-jdbc" : "the MongoDB driver";
	}

	private static String setting(Store chosen) {
		return (chosen == Store.AUTO) ? "" : "clilogin.store is " + key(chosen) + ", but ";
	}

	private static String key(Store store) {
		return store.name().toLowerCase(Locale.ROOT);
	}

	private static CliLoginConfigurationException failure(String reason, String action) {
		return new CliLoginConfigurationException(PROBLEM + reason, action);
	}

}
