package io.github.clilogin.autoconfigure.web;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.clilogin.CliLoginEvent;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.poll.WaitingPolls;

/**
 * Informs the limits and waiting polls of events and shutdown, before host listeners can
 * fail.
 */
record WaitingPollsListener(WaitingPolls waiting, RateLimits limits, ApplicationContext context) {

	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	void onEvent(CliLoginEvent event) {
		this.waiting.onEvent(event);
		this.limits.onEvent(event);
	}

	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	void onClosed(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.waiting.close();
		}
	}

}
