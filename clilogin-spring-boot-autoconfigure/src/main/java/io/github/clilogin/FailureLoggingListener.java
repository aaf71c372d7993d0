package io.github.clilogin;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * Logs the exceptions of a listener, so that they do not change the outcome of a request.
 */
record FailureLoggingListener(Consumer<CliLoginEvent> listener) implements Consumer<CliLoginEvent> {

	private static final Logger logger = System.getLogger(CliLoginService.class.getName());

	@Override
	public void accept(CliLoginEvent event) {
		try {
			this.listener.accept(event);
		}
		catch (RuntimeException ex) {
			logger.log(Level.WARNING, "A listener failed on the event " + event.getClass().getSimpleName(), ex);
		}
	}

}
