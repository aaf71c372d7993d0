package io.github.clilogin.web.wire;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.testsupport.CapturedLog;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link TenantServices}.
 */
class TenantServicesTests {

	private final CliLoginService service = CliLoginService
		.builder(MemoryCliLogins.repository(), new TestUsers((id) -> id))
		.build();

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	@Test
	void withoutAResolverEachRequestHasTheService() {
		assertThat(new TenantServices(this.service, null).of(this.request)).isSameAs(this.service);
	}

	@Test
	void resolverSelectsTheTenant() {
		assertThat(new TenantServices(this.service, (request) -> "alpha").of(this.request).tenant()).isEqualTo("alpha");
		assertThat(new TenantServices(this.service, (request) -> "").of(this.request)).isSameAs(this.service);
	}

	@Test
	void oneWarningSaysWhyRequestsAreRefused() {
		TenantServices services = new TenantServices(this.service, (request) -> {
			throw new UnsupportedOperationException("Unknown host");
		});
		try (CapturedLog log = new CapturedLog(TenantServices.class)) {
			for (int i = 0; i < 100; i++) {
				assertThatExceptionOfType(UnknownTenantException.class).isThrownBy(() -> services.of(this.request));
			}
			assertThat(log.messages()).singleElement()
				.asString()
				.startsWith("WARNING A request was refused")
				.contains("CliLoginTenantResolver", "Unknown host");
		}
	}

}
