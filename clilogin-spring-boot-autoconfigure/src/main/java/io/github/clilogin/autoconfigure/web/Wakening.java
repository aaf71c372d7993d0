package io.github.clilogin.autoconfigure.web;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.web.WaitingPolls;

/**
 * Releases waiting polls: by what happens on this instance, before any listener of the
 * host's can fail, and when the application ends, before its web server waits for them.
 *
 * @param polls the polls
 * @param context the application
 */
record Wakening(WaitingPolls polls, ApplicationContext context) {

	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	void happened(CliLoginEvent event) {
		this.polls.happened(event);
	}

	@EventListener
	void closed(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.polls.close();
		}
	}

}
