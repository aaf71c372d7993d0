package com.example.session;

import java.util.List;

import io.github.clilogin.CliTokenAuthentication;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ApiController {

	private final Journal journal;

	ApiController(Journal journal) {
		this.journal = journal;
	}

	@GetMapping("/api/cli")
	String cli(CliTokenAuthentication cli) {
		return cli.getName() + " by " + cli.getLogin().request().clientId();
	}

	@GetMapping("/api/journal")
	List<String> journal() {
		return this.journal.findByTextStartingWith("Connected").stream().map(JournalEntry::getText).toList();
	}

}
