package io.github.clilogin.autoconfigure.hpke;

import io.github.clilogin.CredentialSealer;
import io.github.clilogin.hpke.HpkeSealer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the {@link CredentialSealer}.
 * BouncyCastle is looked for by a file of it: a class of it would be loaded, and the
 * signature of its jar be verified, while the application starts.
 */
@AutoConfiguration
@ConditionalOnResource(resources = "classpath:org/bouncycastle/crypto/hpke/HPKE.class")
public final class HpkeCliLoginAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CredentialSealer cliCredentialSealer() {
		return HpkeSealer.create();
	}

}
