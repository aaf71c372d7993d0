package io.github.clilogin.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.test.AbstractCliLoginRepositoryTests;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;

/**
 * Holds the MongoDB store to the contract.
 */
@RealMongoDbTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoCliLoginRepositoryTests extends AbstractCliLoginRepositoryTests {

	@AutoClose
	private final MongoClient client = MongoClients.create(RealMongoDb.uri());

	private final MongoDatabase database = this.client.getDatabase(RealMongoDb.newDatabase(getClass()));

	private int collections;

	@Override
	protected CliLoginRepository createRepository() {
		this.collections++;
		return MongoCliLogins.repository(this.database, "logins" + this.collections, true);
	}

}
