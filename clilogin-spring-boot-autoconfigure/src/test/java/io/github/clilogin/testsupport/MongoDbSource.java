package io.github.clilogin.testsupport;

import java.nio.file.Path;

import org.testcontainers.mongodb.MongoDBContainer;

/**
 * Where a real MongoDB comes from.
 */
sealed interface MongoDbSource {

	/**
	 * Opens it for the rest of this JVM.
	 * @return a connection string
	 */
	String open();

	/**
	 * A server that somebody else runs, so its test databases are dropped at the end.
	 *
	 * @param uri its connection string
	 */
	record Given(String uri) implements MongoDbSource {

		@Override
		public String open() {
			return this.uri;
		}

	}

	/**
	 * A container, which Testcontainers removes.
	 */
	record Container() implements MongoDbSource {

		@Override
		public String open() {
			MongoDBContainer container = new MongoDBContainer("mongo:6.0");
			container.start();
			return container.getConnectionString();
		}

	}

	/**
	 * A program on this machine.
	 *
	 * @param path the program
	 */
	record Binary(Path path) implements MongoDbSource {

		@Override
		public String open() {
			return Mongod.start(this.path).uri();
		}

	}

}
