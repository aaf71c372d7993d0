package com.example.mongodb;

import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.mongodb.test.autoconfigure.DataMongoTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the repository in the way of a host application.
 */
@RealMongoDbTest
@DataMongoTest
class NotesTests {

	@Autowired
	private Notes notes;

	@DynamicPropertySource
	static void mongoDb(DynamicPropertyRegistry registry) {
		registry.add("spring.mongodb.uri", () -> RealMongoDb.uri(RealMongoDb.newDatabase(NotesTests.class)));
	}

	@Test
	void findsTheNotesOfAnOwner() {
		this.notes.save(new Note("1", "ann", "Buy milk"));
		this.notes.save(new Note("2", "ben", "Buy bread"));
		assertThat(this.notes.findByOwner("ann")).extracting(Note::text).containsExactly("Buy milk");
	}

}
