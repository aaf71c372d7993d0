package io.github.clilogin.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Hears what a class logs, until closed.
 */
public final class CapturedLog extends Handler implements AutoCloseable {

	private final Logger logger;

	private final List<String> messages = new CopyOnWriteArrayList<>();

	/**
	 * Starts to listen.
	 * @param type the class
	 */
	public CapturedLog(Class<?> type) {
		this.logger = Logger.getLogger(type.getName());
		this.logger.addHandler(this);
	}

	/**
	 * What was logged.
	 * @return the messages so far
	 */
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
	}

}
