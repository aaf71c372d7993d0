package io.github.clilogin.autoconfigure.memory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.memory.MemoryCliLogins;

/** {@link EnableAutoConfiguration Auto-configuration} for the in-memory store. */
@AutoConfiguration
@ConditionalOnProperty(name = "clilogin.store", havingValue = "memory")
public final class MemoryCliLoginAutoConfiguration {

	private static final Logger logger = System.getLogger(MemoryCliLoginAutoConfiguration.class.getName());

	@Bean
	@ConditionalOnMissingBean
	CliLoginRepository cliLoginRepository() {
		logger.log(Level.WARNING, "clilogin.store=memory keeps logins and tokens in memory: they are lost on restart "
				+ "and not shared between instances");
		return MemoryCliLogins.repository();
	}

}
