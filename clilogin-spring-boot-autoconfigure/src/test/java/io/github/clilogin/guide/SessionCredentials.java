package io.github.clilogin.guide;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.request.RequestContextHolder;

import io.github.clilogin.CliCredential;
import io.github.clilogin.CliCredentialMapper;

/**
 * Example of the guide: delivers the session of the browser.
 */
@Configuration(proxyBeanMethods = false)
class SessionCredentials {

	@Bean
	CliCredentialMapper credentials() {
		return (user, login) -> {
			String session = RequestContextHolder.currentRequestAttributes().getSessionId();
			return CliCredential.of(session, "Session", null);
		};
	}

}
