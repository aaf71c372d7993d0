package io.github.clilogin.internal;

import java.util.function.LongSupplier;

/**
 * Measures elapsed time in nanoseconds, see {@link System#nanoTime}. Limits use it,
 * because the system's clock may be set back or forward. Only differences are meaningful.
 */
@FunctionalInterface
public interface NanoTime extends LongSupplier {

	/** The time of the JVM. */
	NanoTime SYSTEM = System::nanoTime;

}
