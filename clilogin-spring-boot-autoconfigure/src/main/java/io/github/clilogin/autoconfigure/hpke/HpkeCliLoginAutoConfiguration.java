package io.github.clilogin.autoconfigure.hpke;

import io.github.clilogin.CredentialSealer;
import io.github.clilogin.hpke.HpkeSealer;
import org.bouncycastle.crypto.hpke.HPKE;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the {@link CredentialSealer}.
 */
@AutoConfiguration
@ConditionalOnClass(HPKE.class)
public final class HpkeCliLoginAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CredentialSealer cliCredentialSealer() {
		return HpkeSealer.create();
	}

}
