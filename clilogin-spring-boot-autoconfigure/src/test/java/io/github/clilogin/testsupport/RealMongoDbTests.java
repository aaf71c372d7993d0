package io.github.clilogin.testsupport;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RealMongoDb}.
 */
class RealMongoDbTests {

	@Test
	@RealMongoDbTest
	void pingIsAnswered() {
		try (MongoClient client = MongoClients.create(RealMongoDb.uri())) {
			assertThat(client.getDatabase("admin").runCommand(new Document("ping", 1))).containsEntry("ok", 1.0);
		}
	}

	@Test
	@RealMongoDbTest
	void itIsOneServerForAllTests() {
		assertThat(RealMongoDb.uri()).isEqualTo(RealMongoDb.uri());
	}

	@Test
	@RealMongoDbTest
	void aTestDatabaseStartsEmptyAndTakesData() {
		String database = RealMongoDb.newDatabase(getClass());
		try (MongoClient client = MongoClients.create(RealMongoDb.uri(database))) {
			assertThat(client.getDatabase(database).listCollectionNames()).isEmpty();
			client.getDatabase(database).getCollection("test").insertOne(new Document());
			assertThat(client.getDatabase(database).listCollectionNames()).containsExactly("test");
		}
	}

	@Test
	void everyDatabaseIsNewAndNamesItsTest() {
		String first = RealMongoDb.newDatabase(getClass());
		String second = RealMongoDb.newDatabase(getClass());
		assertThat(first).startsWith("clilogin_RealMongoDbTests_").isNotEqualTo(second);
	}

	@Test
	void aLongNameIsCutToTheLimitOfMongoDb() {
		class ATestClassWithSuchALongNameThatNoDatabaseNameCouldHoldAllOfItOnItsOwn {

		}
		String database = RealMongoDb
			.newDatabase(ATestClassWithSuchALongNameThatNoDatabaseNameCouldHoldAllOfItOnItsOwn.class);
		assertThat(database).hasSizeLessThan(64);
	}

	@ParameterizedTest
	@CsvSource({ "mongodb://h:1, mongodb://h:1/db", "mongodb://h:1/, mongodb://h:1/db",
			"mongodb://h:1/old, mongodb://h:1/db", "'mongodb://h:1,i:2/?a=b', 'mongodb://h:1,i:2/db?a=b'",
			"mongodb+srv://h/old?a=b, mongodb+srv://h/db?a=b", "mongodb://u:p@h, mongodb://u:p@h/db?authSource=admin",
			"mongodb://u:p@h/old?a=b, mongodb://u:p@h/db?a=b&authSource=old",
			"mongodb://u:p@h/old?authSource=x, mongodb://u:p@h/db?authSource=x" })
	void theDatabaseIsReplacedAndTheAuthenticationDatabaseIsKept(String uri, String expected) {
		assertThat(RealMongoDb.withDatabase(uri, "db")).isEqualTo(expected);
	}

	@Test
	void aMalformedConnectionStringIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> RealMongoDb.withDatabase("localhost:27017", "db"));
	}

}
