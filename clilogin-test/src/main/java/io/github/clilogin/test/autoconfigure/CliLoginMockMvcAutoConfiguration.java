package io.github.clilogin.test.autoconfigure;

import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

import io.github.clilogin.CliLoginService;
import io.github.clilogin.autoconfigure.CliLoginAutoConfiguration;
import io.github.clilogin.autoconfigure.CliLoginProperties;
import io.github.clilogin.memory.MemoryCliLogins;
import io.github.clilogin.security.CliLoginSecurity;
import io.github.clilogin.web.wire.RequestPaths;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a slice, which has no beans of
 * clilogin. Its filter chains answer tokens as in the application. No token is valid
 * except that of a request post-processor.
 */
@AutoConfiguration(after = CliLoginAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(HttpSecurity.class)
@ConditionalOnMissingBean(CliLoginService.class)
public final class CliLoginMockMvcAutoConfiguration {

	@Bean
	Customizer<HttpSecurity> cliLoginSliceBearerTokens(Environment environment) {
		List<String> paths = Binder.get(environment).bindOrCreate("clilogin", CliLoginProperties.class).api().paths();
		if (paths.isEmpty()) {
			return Customizer.withDefaults();
		}
		CliLoginService service = CliLoginService
			.builder(MemoryCliLogins.repository(), CliLoginSecurity.userService(() -> null))
			.build();
		return CliLoginSecurity.bearerTokens(service, RequestPaths.ofAnyServlet(paths)::match);
	}

}
