package com.example.session;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

@Entity
class JournalEntry {

	@Id
	@GeneratedValue
	private @Nullable Long id;

	private String text;

	JournalEntry(String text) {
		this.text = text;
	}

	/** For JPA only. */
	protected JournalEntry() {
		this("");
	}

	@Nullable Long getId() {
		return this.id;
	}

	String getText() {
		return this.text;
	}

}
