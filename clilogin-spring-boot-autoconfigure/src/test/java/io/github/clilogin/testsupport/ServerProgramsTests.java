package io.github.clilogin.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServerPrograms}.
 */
@EnabledOnOs(value = { OS.LINUX, OS.MAC }, disabledReason = "The script requires bash")
class ServerProgramsTests {

	@TempDir
	Path project;

	@Test
	void programIsTheOutputOfTheScriptOfAParentDirectory() throws IOException {
		script("echo Downloading >&2; echo /cache/mongod");
		Path module = Files.createDirectories(this.project.resolve("module/target"));
		assertThat(ServerPrograms.find("mongod", module)).contains(Path.of("/cache/mongod"));
	}

	@Test
	void failedScriptGivesNoProgram() throws IOException {
		script("echo /cache/mongod; exit 1");
		assertThat(ServerPrograms.find("mongod", this.project)).isEmpty();
	}

	@Test
	void missingScriptGivesNoProgram() {
		assertThat(ServerPrograms.find("mongod", this.project)).isEmpty();
	}

	private void script(String commands) throws IOException {
		Path script = this.project.resolve(".ci/mongod");
		Files.createDirectories(script.getParent());
		Files.writeString(script, "#!/usr/bin/env bash\n" + commands + "\n");
		assertThat(script.toFile().setExecutable(true)).isTrue();
	}

}
