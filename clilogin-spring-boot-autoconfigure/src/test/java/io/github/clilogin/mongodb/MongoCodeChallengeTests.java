package io.github.clilogin.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.TestInstance;

import io.github.clilogin.AbstractCodeChallengeTests;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;

/**
 * Tests logins with a code challenge on MongoDB.
 */
@RealMongoDbTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoCodeChallengeTests extends AbstractCodeChallengeTests {

	@AutoClose
	private final MongoClient client = MongoClients.create(RealMongoDb.uri());

	private final MongoDatabase database = this.client.getDatabase(RealMongoDb.newDatabase(getClass()));

	@Override
	protected CliLoginRepository createRepository() {
		return MongoCliLogins.repository(this.database, "logins", true);
	}

}
