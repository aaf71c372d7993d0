package io.github.clilogin.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Tests a client that is written in Go.
 */
abstract class AbstractGoClientTests extends AbstractClientTests {

	private @Nullable Path directory;

	@Override
	void prepare() throws Exception {
		this.directory = Tools.go();
	}

	final ProcessAttempt go(SampleServer server, String... arguments) throws IOException {
		Path directory = this.directory;
		if (directory == null) {
			throw new IllegalStateException("Not prepared");
		}
		Stream<String> client = Stream.of(directory.resolve("client").toString(),
				server.uri("/clilogin/device").toString(), server.uri("/clilogin/token").toString());
		return new ProcessAttempt(directory, Stream.concat(client, Stream.of(arguments)).toList());
	}

}
