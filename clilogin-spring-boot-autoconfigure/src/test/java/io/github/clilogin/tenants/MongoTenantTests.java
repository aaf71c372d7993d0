package io.github.clilogin.tenants;

import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;

/**
 * Tests of tenants on MongoDB.
 */
@RealMongoDbTest
class MongoTenantTests extends AbstractTenantTests {

	@Override
	HostApplication.Builder with(HostApplication.Builder host) {
		return host.property("clilogin.store", "mongodb")
			.property("spring.mongodb.uri", RealMongoDb.uri(RealMongoDb.newDatabase(MongoTenantTests.class)));
	}

}
