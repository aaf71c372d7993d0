package com.example.acme;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static io.github.clilogin.test.CliLoginMockMvcRequestPostProcessors.cliToken;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The slice test of {@code docs/guide/testing.md}.
 */
@WebMvcTest(NoteController.class)
@Import(SecurityConfiguration.class)
class NoteControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void aCliReadsTheNotesOfItsUser() {
		assertThat(this.mvc.get().uri("/api/notes").with(cliToken("ann"))).hasStatusOk().bodyText().contains("ann");
	}

	@Test
	void aTokenThatMayOnlyReadCannotWrite() {
		assertThat(this.mvc.post().uri("/api/notes").content("Buy milk").with(cliToken("ann").scopes("read")))
			.hasStatus(403);
	}

}
