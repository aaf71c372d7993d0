package io.github.clilogin.autoconfigure.store;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

import io.github.clilogin.CliLoginRepository;

/**
 * Creates the store during start-up if it is required, so that a missing store fails the
 * start-up even if beans are initialized lazily.
 */
record RequiredStore(ObjectProvider<CliLoginRepository> repository,
		boolean required) implements SmartInitializingSingleton {

	@Override
	public void afterSingletonsInstantiated() {
		if (this.required) {
			this.repository.getObject();
		}
	}

}
