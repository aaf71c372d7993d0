package io.github.clilogin.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AutoClose;

import io.github.clilogin.AbstractReturnCodeRaceTests;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;

/**
 * Tests races of wrong return codes on MongoDB.
 */
@RealMongoDbTest
class MongoReturnCodeRaceTests extends AbstractReturnCodeRaceTests {

	@AutoClose
	private final MongoClient client = MongoClients.create(RealMongoDb.uri());

	private final MongoDatabase database = this.client.getDatabase(RealMongoDb.newDatabase(getClass()));

	MongoReturnCodeRaceTests() {
		super(20);
	}

	@Override
	protected CliLoginRepository openRepository() {
		return MongoCliLogins.repository(this.database, "logins", true);
	}

}
