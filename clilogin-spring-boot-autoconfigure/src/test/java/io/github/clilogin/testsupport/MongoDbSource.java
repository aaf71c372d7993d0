package io.github.clilogin.testsupport;

import java.nio.file.Path;
import java.util.Optional;

import org.testcontainers.mongodb.MongoDBContainer;

/**
 * A source of a real MongoDB.
 */
sealed interface MongoDbSource {

	/**
	 * Opens the MongoDB for the rest of this JVM.
	 * @return a connection string, or empty if the MongoDB is not usable
	 */
	Optional<String> open();

	/**
	 * A server that outlives the tests, so test databases are dropped at the end.
	 *
	 * @param uri its connection string
	 */
	record Given(String uri) implements MongoDbSource {

		@Override
		public Optional<String> open() {
			return Optional.of(this.uri);
		}

	}

	/**
	 * A container, which Testcontainers removes. Docker may answer and still be unable to
	 * pull the image.
	 *
	 * @param image the image
	 */
	record Container(String image) implements MongoDbSource {

		@Override
		public Optional<String> open() {
			try {
				MongoDBContainer container = new MongoDBContainer(this.image);
				container.start();
				return Optional.of(container.getConnectionString());
			}
			catch (RuntimeException ex) {
				System.err.println("NO MONGODB FROM DOCKER: " + ex.toString().lines().findFirst().orElse(""));
				return Optional.empty();
			}
		}

	}

	/**
	 * A program on this machine.
	 *
	 * @param path the program
	 */
	record Binary(Path path) implements MongoDbSource {

		@Override
		public Optional<String> open() {
			return Optional.of(Mongod.start(this.path).uri());
		}

	}

}
