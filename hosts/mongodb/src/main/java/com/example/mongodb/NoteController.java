package com.example.mongodb;

import java.security.Principal;
import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NoteController {

	private final Notes notes;

	NoteController(Notes notes) {
		this.notes = notes;
	}

	@GetMapping("/api/notes")
	List<Note> notes(Principal principal) {
		return this.notes.findByOwner(principal.getName());
	}

}
