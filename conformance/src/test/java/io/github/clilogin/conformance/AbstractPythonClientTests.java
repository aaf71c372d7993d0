package io.github.clilogin.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Tests a client that runs in Python.
 */
abstract class AbstractPythonClientTests extends AbstractClientTests {

	private @Nullable Path scripts;

	@Override
	void prepare() throws Exception {
		this.scripts = Tools.python();
	}

	final ProcessAttempt python(String... arguments) throws IOException {
		Path scripts = this.scripts;
		if (scripts == null) {
			throw new IllegalStateException("Not prepared");
		}
		Stream<String> python = Stream.of(scripts.resolve("venv/bin/python").toString(), "-u");
		return new ProcessAttempt(scripts, Stream.concat(python, Stream.of(arguments)).toList());
	}

}
