package io.github.clilogin.testsupport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

/**
 * Records the log messages of a class that logs by {@link System.Logger}, until it is
 * closed.
 */
public final class CapturedLog extends Handler implements AutoCloseable {

	private final Logger logger;

	private final @Nullable Level levelBefore;

	private final List<String> messages = new CopyOnWriteArrayList<>();

	/** Starts to keep messages. */
	public CapturedLog(Class<?> type) {
		this(type.getName());
	}

	/** Starts to keep messages of a class that is not visible. */
	public CapturedLog(String type) {
		this.logger = Logger.getLogger(type);
		// The logging system of an application that ran before may have set a higher one
		this.levelBefore = this.logger.getLevel();
		this.logger.setLevel(Level.INFO);
		this.logger.addHandler(this);
	}

	/** Returns the messages so far, each after its level such as {@code WARNING}. */
	public List<String> messages() {
		return this.messages;
	}

	@Override
	public void publish(LogRecord logged) {
		this.messages.add(logged.getLevel() + " " + logged.getMessage());
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
		this.logger.removeHandler(this);
		this.logger.setLevel(this.levelBefore);
	}

}
