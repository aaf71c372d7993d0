package com.example.databases;

import com.example.login.Browser;
import com.example.login.Log;
import com.example.login.RunningHost;
import com.example.login.Terminal;
import com.mongodb.client.MongoClient;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Starts a host application with a relational database and MongoDB.
 */
@RealMongoDbTest
@ExtendWith(OutputCaptureExtension.class)
class TwoKindsTests {

	private final String database = RealMongoDb.newDatabase(getClass());

	private final String uri = "--spring.mongodb.uri=" + RealMongoDb.uri(this.database);

	@Test
	void failWithBothStores(CapturedOutput output) {
		assertThatException().isThrownBy(() -> RunningHost
			.startEnabled(DatabasesApplication.class, this.uri, "--spring.datasource.url=jdbc:h2:mem:both")
			.close());
		assertThat(Log.failureAnalysis(output.getAll())).contains("mongo (MongoClient)", "dataSource (DataSource)",
				"clilogin.store to jdbc or mongodb");
	}

	@Test
	void startUntilSomethingIsEnabled() {
		try (RunningHost host = RunningHost.start(DatabasesApplication.class, this.uri)) {
			assertThat(host.context().isRunning()).isTrue();
		}
	}

	@Test
	void storeLoginsInTheDataSourceIfItIsChosen() {
		try (RunningHost host = logIn("jdbc")) {
			assertThat(host.bean(MongoClient.class).getDatabase(this.database).listCollectionNames()).isEmpty();
			assertThat(rows(host)).isEqualTo(1);
		}
	}

	@Test
	void storeLoginsInMongoDbIfItIsChosen() {
		try (RunningHost host = logIn("mongodb")) {
			assertThat(host.bean(MongoClient.class).getDatabase(this.database).listCollectionNames())
				.contains("clilogin_logins");
			assertThatException().isThrownBy(() -> rows(host));
		}
	}

	@Test
	void storeLoginsInMongoDbIfSpringBootCreatesTheOtherInMemory(CapturedOutput output) {
		try (RunningHost host = RunningHost.startEnabled(DatabasesApplication.class, this.uri)) {
			new Terminal(host.url()).login(new Browser(), "ann");
			assertThat(host.bean(MongoClient.class).getDatabase(this.database).listCollectionNames())
				.contains("clilogin_logins");
		}
		assertThat(Log.warnings(output.getAll())).isEmpty();
	}

	private RunningHost logIn(String store) {
		RunningHost host = RunningHost.startEnabled(DatabasesApplication.class, this.uri, "--clilogin.store=" + store,
				"--spring.datasource.url=jdbc:h2:mem:" + store);
		Terminal terminal = new Terminal(host.url());
		assertThat(terminal.get("/api/me", terminal.login(new Browser(), "ann")).body()).isEqualTo("ann");
		return host;
	}

	private static long rows(RunningHost host) {
		return host.bean(JdbcClient.class).sql("select count(*) from clilogin_logins").query(Long.class).single();
	}

}
