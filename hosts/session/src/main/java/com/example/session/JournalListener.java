package com.example.session;

import io.github.clilogin.CliLoginEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

@Component
class JournalListener {

	private final Journal journal;

	JournalListener(Journal journal) {
		this.journal = journal;
	}

	@EventListener
	void on(CliLoginEvent.Collected event) {
		this.journal.save(new JournalEntry("Connected: " + event.login().request().clientId()));
	}

}
