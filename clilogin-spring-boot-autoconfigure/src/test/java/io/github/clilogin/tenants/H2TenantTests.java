package io.github.clilogin.tenants;

import org.h2.jdbcx.JdbcConnectionPool;

import io.github.clilogin.testsupport.HostApplication;

/**
 * Tests of tenants on a relational database.
 */
class H2TenantTests extends AbstractTenantTests {

	@Override
	HostApplication.Builder with(HostApplication.Builder host) {
		return host.property("clilogin.store", "jdbc")
			.bean(JdbcConnectionPool.create("jdbc:h2:mem:tenants;DB_CLOSE_DELAY=-1", "sa", ""));
	}

}
