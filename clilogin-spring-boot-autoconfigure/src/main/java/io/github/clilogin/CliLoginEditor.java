package io.github.clilogin;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A copy of a login with some parts replaced, written like the update it stands for.
 */
final class CliLoginEditor {

	private final CliLogin from;

	private CliLoginStatus status;

	private @Nullable CliUser owner;

	private @Nullable Decision decision;

	private @Nullable Handover handover;

	private @Nullable Instant collectBy;

	private @Nullable Delivery delivery;

	private @Nullable Revocation revocation;

	private @Nullable Instant wakeAt;

	private Instant purgeAt;

	CliLoginEditor(CliLogin from) {
		this.from = from;
		this.status = from.status();
		this.owner = from.owner();
		this.decision = from.decision();
		this.handover = from.handover();
		this.collectBy = from.collectBy();
		this.delivery = from.delivery();
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

	CliLoginEditor handover(@Nullable Handover handover) {
		this.handover = handover;
		return this;
	}

	CliLoginEditor collectBy(@Nullable Instant collectBy) {
		this.collectBy = collectBy;
		return this;
	}

	CliLoginEditor delivery(Delivery delivery) {
		this.delivery = delivery;
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
				this.handover, this.collectBy, this.delivery, this.revocation, this.wakeAt, this.purgeAt);
	}

	private CliLoginEditor progress(@Nullable Instant redeliverUntil, int redelivered, @Nullable Instant lastUsedAt) {
		Delivery old = delivered();
		return delivery(new Delivery(old.collectedAt(), old.tokenHash(), old.scopes(), old.expiresAt(), redeliverUntil,
				redelivered, lastUsedAt));
	}

	private Delivery delivered() {
		return Objects.requireNonNull(this.delivery);
	}

}
