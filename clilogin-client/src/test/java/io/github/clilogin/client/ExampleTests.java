package io.github.clilogin.client;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the examples in guide and Javadoc compile.
 */
class ExampleTests {

	private static final Path SOURCES = Path.of("src/main/java/io/github/clilogin/client");

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path temp;

	@Test
	void theExamplesOfTheGuideCompile() throws Exception {
		List<String> examples = examples(Path.of("../docs/guide/cli.md"), "```java\n(.*?)```");
		assertThat(examples).hasSizeGreaterThan(1).allSatisfy(this::assertCompiles);
	}

	@Test
	void theJavadocsExampleCompiles() throws Exception {
		List<String> examples = examples(SOURCES.resolve("CliLoginClient.java"), "<pre>\\{@code\n(.*?)}</pre>");
		assertThat(examples).hasSize(1).allSatisfy(this::assertCompiles);
	}

	private static List<String> examples(Path file, String pattern) throws IOException {
		return Pattern.compile(pattern, Pattern.DOTALL)
			.matcher(Files.readString(file))
			.results()
			.map((result) -> result.group(1).replaceAll("(?m)^ \\* ", ""))
			.toList();
	}

	private void assertCompiles(String example) {
		StringWriter output = new StringWriter();
		List<String> options = List.of("-d", this.temp.toString(), "-proc:none", "-classpath",
				Path.of("target/classes").toString());
		assertThat(ToolProvider.getSystemJavaCompiler()
			.getTask(output, null, null, options, null, List.of(new Source(example)))
			.call()).as(() -> example + output).isTrue();
	}

	/** Wraps an example in a class. */
	private static final class Source extends SimpleJavaFileObject {

		private final String example;

		Source(String example) {
			super(URI.create("memory:///Tool.java"), JavaFileObject.Kind.SOURCE);
			this.example = example;
		}

		@Override
		public String getCharContent(boolean ignoreEncodingErrors) {
			return "import io.github.clilogin.client.*; import java.net.URI; import java.nio.file.Path;"
					+ " class Tool { void run() throws Exception { " + this.example + " } }";
		}

	}

}
