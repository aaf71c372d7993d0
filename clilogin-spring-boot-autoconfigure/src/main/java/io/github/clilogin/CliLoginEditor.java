package io.github.clilogin;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import io.github.clilogin.CliLogin.Decision;
import io.github.clilogin.CliLogin.IssuedCredential;
import io.github.clilogin.CliLogin.PendingCredential;
import io.github.clilogin.CliLogin.Revocation;

/**
 * A copy of a login with some parts replaced, written like the update it stands for.
 */
final class CliLoginEditor {

	private final CliLogin from;

	private CliLoginStatus status;

	private @Nullable CliUser owner;

	private @Nullable Decision decision;

	private @Nullable PendingCredential pendingCredential;

	private @Nullable Instant collectBy;

	private @Nullable IssuedCredential issuedCredential;

	private @Nullable Revocation revocation;

	private @Nullable Instant wakeAt;

	private Instant purgeAt;

	CliLoginEditor(CliLogin from) {
		this.from = from;
		this.status = from.status();
		this.owner = from.owner();
		this.decision = from.decision();
		this.pendingCredential = from.pendingCredential();
		this.collectBy = from.collectBy();
		this.issuedCredential = from.issuedCredential();
		this.revocation = from.revocation();
		this.wakeAt = from.wakeAt();
		this.purgeAt = from.purgeAt();
	}

	CliLoginEditor status(CliLoginStatus status) {
		this.status = status;
		return this;
	}

	CliLoginEditor owner(@Nullable CliUser owner) {
		this.owner = owner;
		return this;
	}

	CliLoginEditor decision(Decision decision) {
		this.decision = decision;
		return this;
	}

	CliLoginEditor pendingCredential(@Nullable PendingCredential pendingCredential) {
		this.pendingCredential = pendingCredential;
		return this;
	}

	CliLoginEditor collectBy(@Nullable Instant collectBy) {
		this.collectBy = collectBy;
		return this;
	}

	CliLoginEditor issuedCredential(IssuedCredential issuedCredential) {
		this.issuedCredential = issuedCredential;
		return this;
	}

	CliLoginEditor redeliverUntil(@Nullable Instant redeliverUntil) {
		return progress(redeliverUntil, delivered().redelivered(), delivered().lastUsedAt());
	}

	CliLoginEditor redelivered(int redelivered) {
		return progress(delivered().redeliverUntil(), redelivered, delivered().lastUsedAt());
	}

	CliLoginEditor lastUsedAt(Instant lastUsedAt) {
		return progress(delivered().redeliverUntil(), delivered().redelivered(), lastUsedAt);
	}

	CliLoginEditor revocation(Revocation revocation) {
		this.revocation = revocation;
		return this;
	}

	CliLoginEditor wakeAt(@Nullable Instant wakeAt) {
		this.wakeAt = wakeAt;
		return this;
	}

	CliLoginEditor purgeAt(Instant purgeAt) {
		this.purgeAt = purgeAt;
		return this;
	}

	CliLogin login() {
		return new CliLogin(this.from.id(), this.from.userCode(), this.from.request(), this.status,
				this.from.createdAt(), this.from.expiresAt(), this.from.sealKey(), this.owner, this.decision,
				this.pendingCredential, this.collectBy, this.issuedCredential, this.revocation, this.wakeAt,
				this.purgeAt);
	}

	private CliLoginEditor progress(@Nullable Instant redeliverUntil, int redelivered, @Nullable Instant lastUsedAt) {
		IssuedCredential old = delivered();
		return issuedCredential(new IssuedCredential(old.collectedAt(), old.tokenHash(), old.scopes(), old.expiresAt(),
				redeliverUntil, redelivered, lastUsedAt));
	}

	private IssuedCredential delivered() {
		return Objects.requireNonNull(this.issuedCredential);
	}

}
