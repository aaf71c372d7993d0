package io.github.clilogin.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliLoginTransition;
import org.jspecify.annotations.Nullable;

/**
 * Keeps logins in maps, every step under one lock.
 */
final class MemoryCliLoginRepository implements CliLoginRepository {

	private final Map<String, CliLogin> logins = new HashMap<>();

	private final Map<String, String> idsByUserCode = new HashMap<>();

	private final Map<String, String> idsByTokenHash = new HashMap<>();

	@Override
	public synchronized Insert insert(CliLogin login) {
		if (this.logins.containsKey(login.id())) {
			return Insert.ID_TAKEN;
		}
		if (this.idsByUserCode.containsKey(login.userCode())) {
			return Insert.USER_CODE_TAKEN;
		}
		put(login);
		return Insert.DONE;
	}

	@Override
	public synchronized Optional<CliLogin> findById(String id) {
		return Optional.ofNullable(this.logins.get(id));
	}

	@Override
	public synchronized Optional<CliLogin> findByUserCode(String userCode) {
		return Optional.ofNullable(this.idsByUserCode.get(userCode)).map(this.logins::get);
	}

	@Override
	public synchronized Optional<CliLogin> findByTokenHash(String tokenHash) {
		return Optional.ofNullable(this.idsByTokenHash.get(tokenHash)).map(this.logins::get);
	}

	@Override
	public synchronized List<CliLogin> findByOwner(String ownerId) {
		return ownedBy(ownerId).filter((login) -> CliLoginTransition.Revoke.FROM.contains(login.status())).toList();
	}

	@Override
	public synchronized boolean apply(String id, CliLoginTransition transition) {
		Optional<CliLogin> next = findById(id).flatMap(transition::applyTo);
		next.ifPresent(this::put);
		return next.isPresent();
	}

	@Override
	public synchronized int revokeAll(String ownerId, @Nullable String keepId, Instant now) {
		List<String> ids = ownedBy(ownerId).map(CliLogin::id).filter((id) -> !id.equals(keepId)).toList();
		CliLoginTransition revoke = new CliLoginTransition.Revoke(ownerId, ownerId, now);
		return (int) ids.stream().filter((id) -> apply(id, revoke)).count();
	}

	@Override
	public synchronized boolean delete(String id) {
		CliLogin login = this.logins.remove(id);
		if (login == null) {
			return false;
		}
		this.idsByUserCode.remove(login.userCode());
		if (login.issuedCredential() != null && login.issuedCredential().tokenHash() != null) {
			this.idsByTokenHash.remove(login.issuedCredential().tokenHash());
		}
		return true;
	}

	@Override
	public synchronized long countPending(Instant now) {
		return this.logins.values()
			.stream()
			.filter((login) -> login.status() == CliLoginStatus.PENDING && !login.isExpired(now))
			.count();
	}

	@Override
	public synchronized Set<String> undelivered(Instant since) {
		return this.logins.values()
			.stream()
			.filter((login) -> login.wakeAt() != null && login.wakeAt().isAfter(since))
			.map(CliLogin::id)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public synchronized void sweep(Instant now) {
		List<CliLogin> all = List.copyOf(this.logins.values());
		for (CliLogin login : all) {
			if (login.purgeAt().isAfter(now)) {
				put(login.swept(now));
			}
			else {
				delete(login.id());
			}
		}
	}

	private Stream<CliLogin> ownedBy(String ownerId) {
		return this.logins.values()
			.stream()
			.filter((login) -> login.owner() != null && login.owner().id().equals(ownerId));
	}

	private void put(CliLogin login) {
		this.logins.put(login.id(), login);
		this.idsByUserCode.put(login.userCode(), login.id());
		if (login.issuedCredential() != null && login.issuedCredential().tokenHash() != null) {
			this.idsByTokenHash.put(login.issuedCredential().tokenHash(), login.id());
		}
	}

}
