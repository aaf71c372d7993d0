package io.github.clilogin.mongodb;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Collects what a class warns of through {@link System.Logger}, whose default is
 * {@code java.util.logging}.
 */
final class Warnings extends Handler implements AutoCloseable {

	private final List<String> texts = new CopyOnWriteArrayList<>();

	private final Logger logger;

	Warnings(Class<?> source) {
		this.logger = Logger.getLogger(source.getName());
		this.logger.addHandler(this);
	}

	List<String> texts() {
		return this.texts;
	}

	@Override
	public void publish(LogRecord event) {
		if (event.getLevel() == Level.WARNING) {
			this.texts.add(event.getMessage());
		}
	}

	@Override
	public void flush() {
	}

	@Override
	public void close() {
		this.logger.removeHandler(this);
	}

}
