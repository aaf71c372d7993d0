package io.github.clilogin.testsupport;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;

/**
 * The order in which a real MongoDB is looked for: a given server, Docker, a program.
 *
 * @param environment the environment variables
 * @param docker whether Docker answers, asked only when it matters
 */
record MongoDbSearch(Map<String, String> environment, BooleanSupplier docker) {

	static final String URI_VARIABLE = "CLILOGIN_TEST_MONGODB_URI";

	static final String THREE_WAYS = "NO MONGODB FOR TESTS: set " + URI_VARIABLE
			+ ", start Docker, or put a mongod on the PATH (.ci/mongod fetches one).";

	/**
	 * All there are, the best first: who finds that one cannot be opened takes the next.
	 * A given server has no next, for what was asked for is not replaced in silence.
	 */
	Stream<MongoDbSource> find() {
		return given().map(Stream::of).orElseGet(() -> Stream.concat(container(), program()));
	}

	Optional<Path> binary() {
		return Stream.concat(onPath(), cached()).filter(Files::isExecutable).findFirst();
	}

	/**
	 * What a test does that cannot have its MongoDB: it is skipped, but never where a
	 * green build is taken as proof.
	 * @param reason why it cannot
	 * @return the exception to throw
	 */
	RuntimeException missing(String reason) {
		boolean ci = "true".equals(this.environment.get("CI"));
		return ci ? new IllegalStateException(reason) : new TestAbortedException(reason);
	}

	/**
	 * What a test does that needs a program and cannot have it: where there is another
	 * MongoDB it is skipped even then, for that one is as good a proof of all the rest.
	 * @param reason why it cannot
	 * @return the exception to throw
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
		return binary().stream().map(MongoDbSource.Binary::new);
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
