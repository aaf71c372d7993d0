package io.github.clilogin.tenants;

import io.github.clilogin.testsupport.HostApplication;

/**
 * Tests of tenants on the memory store.
 */
class MemoryTenantTests extends AbstractTenantTests {

	@Override
	HostApplication.Builder with(HostApplication.Builder host) {
		return host;
	}

}
