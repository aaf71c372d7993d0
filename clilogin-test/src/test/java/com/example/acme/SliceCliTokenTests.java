package com.example.acme;

import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;

/**
 * Tests {@code cliToken} in a slice.
 */
@WebMvcTest(NoteController.class)
@Import(SecurityConfiguration.class)
class SliceCliTokenTests extends AbstractCliTokenTests {

}
