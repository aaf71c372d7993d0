package com.example.session;

import java.util.List;

import org.springframework.data.jpa.repository.JpaRepository;

interface Journal extends JpaRepository<JournalEntry, Long> {

	List<JournalEntry> findByTextStartingWith(String text);

}
