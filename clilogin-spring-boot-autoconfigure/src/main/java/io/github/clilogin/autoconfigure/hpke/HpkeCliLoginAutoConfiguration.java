package io.github.clilogin.autoconfigure.hpke;

import io.github.clilogin.CredentialSealer;
import io.github.clilogin.hpke.HpkeSealer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link CredentialSealer}. Looks
 * for a BouncyCastle resource instead of a class, since loading a class verifies the
 * signature of its jar during start-up.
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
