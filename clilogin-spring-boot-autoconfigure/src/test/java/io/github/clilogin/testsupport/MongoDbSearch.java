package io.github.clilogin.testsupport;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;

/**
 * Searches a real MongoDB in this order: a given server, Docker, a program, a download.
 *
 * @param environment the environment variables
 * @param docker whether Docker answers; not asked if a server is given
 * @param download downloads a program; not called if there is one
 */
record MongoDbSearch(Map<String, String> environment, BooleanSupplier docker, Supplier<Optional<Path>> download) {

	static final String URI_VARIABLE = "CLILOGIN_TEST_MONGODB_URI";

	static final String THREE_WAYS = "NO MONGODB FOR TESTS: set " + URI_VARIABLE
			+ ", start Docker, or put a mongod on the PATH.";

	/**
	 * Returns all sources, the best first. If one cannot be opened, the next one is
	 * tried. A given server is the only source, so that it is never replaced silently.
	 */
	Stream<MongoDbSource> find() {
		return given().map(Stream::of).orElseGet(() -> Stream.concat(container(), program()));
	}

	Optional<Path> binary() {
		return Stream.concat(onPath(), cached()).filter(Files::isExecutable).findFirst().or(this.download);
	}

	/**
	 * Returns the exception for a test without a MongoDB. It skips the test, or fails it
	 * if {@code CI=true}.
	 * @param reason the message
	 * @return the exception
	 */
	RuntimeException missing(String reason) {
		boolean ci = "true".equals(this.environment.get("CI"));
		return ci ? new IllegalStateException(reason) : new TestAbortedException(reason);
	}

	/**
	 * Returns the exception for a test without a {@code mongod} program. It skips the
	 * test if another MongoDB exists, even if {@code CI=true}.
	 * @param reason the message
	 * @return the exception
	 */
	RuntimeException missingProgram(String reason) {
		return find().findAny().isPresent() ? new TestAbortedException(reason) : missing(reason);
	}

	private Optional<MongoDbSource> given() {
		return variable(URI_VARIABLE).map(MongoDbSource.Given::new);
	}

	private Stream<MongoDbSource> container() {
		return Stream.of(this.docker)
			.filter(BooleanSupplier::getAsBoolean)
			.map((docker) -> new MongoDbSource.Container("mongo:6.0"));
	}

	private Stream<MongoDbSource> program() {
		return Stream.of(this).map(MongoDbSearch::binary).flatMap(Optional::stream).map(MongoDbSource.Binary::new);
	}

	private Stream<Path> onPath() {
		return variable("PATH").stream()
			.flatMap((path) -> Arrays.stream(path.split(File.pathSeparator)))
			.map((directory) -> Path.of(directory, "mongod"));
	}

	private Stream<Path> cached() {
		Optional<Path> cache = variable("XDG_CACHE_HOME").map(Path::of)
			.or(() -> variable("HOME").map((home) -> Path.of(home, ".cache")));
		return cache.map((directory) -> directory.resolve("clilogin/mongod-6.0.5/mongod")).stream();
	}

	private Optional<String> variable(String name) {
		return Optional.ofNullable(this.environment.get(name)).filter((value) -> !value.isBlank());
	}

}
