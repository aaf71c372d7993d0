package io.github.clilogin.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.springframework.util.function.SingletonSupplier;

import io.github.clilogin.NumberedLogin;

/**
 * Logins that wait, and polls of one after the other. They are stored when they are first
 * asked for.
 */
final class Polled {

	/** As many as wait at 8,000 polls a second; none is polled too early up to 10,600. */
	static final long USUAL = 40_000;

	/** As many as are not polled too early at 30,000 polls a second. */
	static final long MANY = 120_000;

	private final SingletonSupplier<LongSupplier> logins;

	Polled(World world, long count) {
		AtomicLong next = new AtomicLong();
		this.logins = SingletonSupplier.of(() -> {
			long first = world.storePending(count);
			return () -> first + next.getAndIncrement() % count;
		});
	}

	Supplier<Request> status() {
		LongSupplier numbers = this.logins.obtain();
		return () -> Calls.status(numbers.getAsLong(), Calls.PENDING);
	}

	/** The same by RFC 8628. */
	Supplier<Request> token() {
		LongSupplier numbers = this.logins.obtain();
		return () -> Calls.token("/clilogin/token", new NumberedLogin(numbers.getAsLong()).deviceCode(),
				"&client_id=acme");
	}

}
