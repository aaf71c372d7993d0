package com.example.store;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.junit.jupiter.api.Test;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.test.AbstractCliLoginRepositoryTests;
import io.github.clilogin.test.SampleLogins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the store of {@code docs/guide/own-store.md} to the contract.
 */
class KeyValueCliLoginRepositoryTests extends AbstractCliLoginRepositoryTests {

	private final ConcurrentMap<String, String> database = new ConcurrentHashMap<>();

	@Override
	protected CliLoginRepository createRepository() {
		return new KeyValueCliLoginRepository(this.database);
	}

	@Test
	void aMemberOfANewerVersionIsKept() {
		CliLogin login = insertPending();
		this.database.computeIfPresent("login:" + login.id(), (key, json) -> json.replace("}", ",\"newMember\":1}"));
		assertThat(repository().apply(login.id(), new CliLoginTransition.CancelPending(SampleLogins.NOW))).isTrue();
		assertThat(this.database.get("login:" + login.id())).contains("\"newMember\":1", "CANCELLED");
	}

	@Test
	void aSweepRemovesALoginPastItsTime() {
		CliLogin login = insertPending();
		repository().sweep(login.purgeAt().minusMillis(1));
		assertThat(repository().findById(login.id())).contains(login);
		repository().sweep(login.purgeAt());
		assertThat(this.database).isEmpty();
	}

}
