package io.github.clilogin.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Tests a client that runs in node.
 */
abstract class AbstractNodeClientTests extends AbstractClientTests {

	private @Nullable Path scripts;

	@Override
	void prepare() throws Exception {
		this.scripts = Tools.node();
	}

	final ProcessAttempt node(String... arguments) throws IOException {
		if (this.scripts == null) {
			throw new IllegalStateException("Not prepared");
		}
		return new ProcessAttempt(this.scripts, Stream.concat(Stream.of("node"), Stream.of(arguments)).toList());
	}

}
