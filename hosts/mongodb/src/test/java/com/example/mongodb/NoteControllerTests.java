package com.example.mongodb;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static io.github.clilogin.test.CliLoginMockMvcRequestPostProcessors.cliToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests the controller in the way of a host application.
 */
@WebMvcTest
class NoteControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private Notes notes;

	@Test
	@WithMockUser("ann")
	void listsTheNotesOfTheUser() {
		given(this.notes.findByOwner("ann")).willReturn(List.of(new Note("1", "ann", "Buy milk")));
		assertThat(this.mvc.get().uri("/api/notes")).hasStatusOk().bodyText().contains("Buy milk");
	}

	@Test
	void listsTheNotesOfTheUserOfACli() {
		given(this.notes.findByOwner("ann")).willReturn(List.of(new Note("1", "ann", "Buy milk")));
		assertThat(this.mvc.get().uri("/api/notes").with(cliToken("ann"))).hasStatusOk()
			.bodyText()
			.contains("Buy milk");
	}

	@Test
	void isForSignedInUsersOnly() {
		assertThat(this.mvc.get().uri("/api/notes")).hasStatus(401);
	}

}
