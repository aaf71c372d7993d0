package io.github.clilogin.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MongoDbSearch}.
 */
class MongoDbSearchTests {

	@TempDir
	Path directory;

	private Path onPath;

	private Path cached;

	MongoDbSearchTests(@TempDir Path bin, @TempDir Path cache) {
		this.onPath = bin.resolve("mongod");
		this.cached = cache.resolve("clilogin/mongod-6.0.5/mongod");
	}

	@BeforeEach
	void makePrograms() throws IOException {
		program(this.onPath);
		program(this.cached);
	}

	@Test
	void aGivenServerIsTheOnlyOne() {
		MongoDbSearch search = search("mongodb://given", () -> true);
		assertThat(search.find()).containsExactly(new MongoDbSource.Given("mongodb://given"));
	}

	@Test
	void dockerIsNotAskedWhenAServerIsGiven() {
		MongoDbSearch search = search("mongodb://given", () -> {
			throw new AssertionError("asked");
		});
		assertThat(search.find()).isNotEmpty();
	}

	@Test
	void anEmptyVariableGivesNothing() {
		assertThat(search("", () -> true).find()).isNotEmpty().noneMatch(MongoDbSource.Given.class::isInstance);
	}

	@Test
	void dockerComesBeforeAProgram() {
		assertThat(search("", () -> true).find()).containsExactly(new MongoDbSource.Container("mongo:6.0"),
				new MongoDbSource.Binary(this.onPath));
	}

	@Test
	void aContainerThatDoesNotStartLeavesItToTheNext() {
		assertThat(new MongoDbSource.Container("an-image-without-mongodb").open()).isEmpty();
	}

	@Test
	void theProgramOnThePathComesBeforeTheFetchedOne() {
		assertThat(search("", () -> false).find()).containsExactly(new MongoDbSource.Binary(this.onPath));
	}

	@Test
	void theFetchedProgramComesLast() throws IOException {
		Files.delete(this.onPath);
		assertThat(search("", () -> false).find()).containsExactly(new MongoDbSource.Binary(this.cached));
	}

	@Test
	void theFetchedProgramIsFoundInTheHomeDirectory() throws IOException {
		Path program = program(this.directory.resolve(".cache/clilogin/mongod-6.0.5/mongod"));
		MongoDbSearch search = new MongoDbSearch(Map.of("HOME", this.directory.toString()), () -> false,
				Optional::empty);
		assertThat(search.find()).containsExactly(new MongoDbSource.Binary(program));
	}

	@Test
	void aProgramIsDownloadedIfNoneIsFound() {
		MongoDbSearch search = new MongoDbSearch(Map.of(), () -> false, () -> Optional.of(this.cached));
		assertThat(search.find()).containsExactly(new MongoDbSource.Binary(this.cached));
		assertThat(search.binary()).contains(this.cached);
	}

	@Test
	void nothingIsDownloadedIfAProgramOrDockerIsThere() {
		Supplier<Optional<Path>> failing = () -> {
			throw new AssertionError("downloaded");
		};
		String path = String.valueOf(this.onPath.getParent());
		assertThat(new MongoDbSearch(Map.of("PATH", path), () -> false, failing).find()).isNotEmpty();
		assertThat(new MongoDbSearch(Map.of(), () -> true, failing).find().findFirst()).isPresent();
	}

	@Test
	void nothingIsFoundWithoutAnySource() {
		assertThat(new MongoDbSearch(Map.of("PATH", "/nowhere"), () -> false, Optional::empty).find()).isEmpty();
	}

	@Test
	void withoutAMongoDbTheTestIsSkippedWithAMessageThatNamesThreeWays() {
		assertThat(new MongoDbSearch(Map.of(), () -> false, Optional::empty).missing(MongoDbSearch.THREE_WAYS))
			.isInstanceOf(TestAbortedException.class)
			.hasMessageContaining("CLILOGIN_TEST_MONGODB_URI")
			.hasMessageContaining("Docker")
			.hasMessageContaining("mongod");
	}

	@Test
	void withoutAMongoDbTheTestFailsInContinuousIntegration() {
		MongoDbSearch search = new MongoDbSearch(Map.of("CI", "true"), () -> false, Optional::empty);
		assertThat(search.missing(MongoDbSearch.THREE_WAYS)).isInstanceOf(IllegalStateException.class);
	}

	@Test
	void withoutTheProgramOnlyTheTestIsSkippedEvenInContinuousIntegration() {
		Map<String, String> given = Map.of("CI", "true", "CLILOGIN_TEST_MONGODB_URI", "mongodb://given");
		assertThat(new MongoDbSearch(given, () -> false, Optional::empty).missingProgram(""))
			.isInstanceOf(TestAbortedException.class);
		MongoDbSearch docker = new MongoDbSearch(Map.of("CI", "true"), () -> true, Optional::empty);
		assertThat(docker.missingProgram("")).isInstanceOf(TestAbortedException.class);
	}

	@Test
	void withoutAMongoDbATestThatNeedsAProgramFailsInContinuousIntegration() {
		MongoDbSearch search = new MongoDbSearch(Map.of("CI", "true"), () -> false, Optional::empty);
		assertThat(search.missingProgram("")).isInstanceOf(IllegalStateException.class);
	}

	private MongoDbSearch search(String uri, BooleanSupplier docker) {
		Map<String, String> environment = Map.of("CLILOGIN_TEST_MONGODB_URI", uri, "PATH",
				"/nowhere:" + this.onPath.getParent(), "XDG_CACHE_HOME", cacheHome().toString());
		return new MongoDbSearch(environment, docker, Optional::empty);
	}

	private Path cacheHome() {
		return this.cached.resolve("../../..").normalize();
	}

	private static Path program(Path path) throws IOException {
		Files.createDirectories(path.resolve("..").normalize());
		Files.writeString(path, "");
		assertThat(path.toFile().setExecutable(true)).isTrue();
		return path;
	}

}
