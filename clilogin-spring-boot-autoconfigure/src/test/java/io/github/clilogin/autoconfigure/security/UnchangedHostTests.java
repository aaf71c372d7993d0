package io.github.clilogin.autoconfigure.security;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.testsupport.RealMongoDb;
import io.github.clilogin.testsupport.RealMongoDbTest;
import io.github.clilogin.testsupport.TestBrowser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a host with Spring Security and MongoDB sends the same responses with and
 * without the starter and its dependencies. One host also has a {@code DataSource}, which
 * stores the logins.
 */
@RealMongoDbTest
class UnchangedHostTests {

	private static final Predicate<String> BROUGHT_BY_US = Pattern
		.compile("autoconfigure.target.classes$|bucket4j|bcprov")
		.asPredicate();

	private static final String CLASS_PATH = System.getProperty("java.class.path");

	@ParameterizedTest
	@CsvSource({ "form, --server.forward-headers-strategy=framework, 403", "stateless, --test.server=jetty, 401",
			"default, --spring.threads.virtual.enabled=true, 401",
			"default, --test.jdbc=true --spring.datasource.url=jdbc:h2:mem:host --clilogin.store=jdbc, 401" })
	void everyUrlOfTheHostAnswersAsWithoutTheStarter(String chain, String more, int refused) throws Exception {
		assertThat(entries().filter(BROUGHT_BY_US)).hasSizeGreaterThan(2);
		List<String> options = List.of(("--test.chain=" + chain + " " + more).split(" "));
		Map<String, RawResponse> with = answers((entry) -> true, options, 200);
		assertThat(with).hasSizeGreaterThan(300);
		answers(BROUGHT_BY_US.negate(), options, refused)
			.forEach((request, answer) -> assertThat(with.get(request)).as(request).isEqualTo(answer));
	}

	private static Stream<String> entries() {
		return Stream.of(CLASS_PATH.split(File.pathSeparator));
	}

	private static Map<String, RawResponse> answers(Predicate<String> entries, List<String> options, int device)
			throws Exception {
		Process host = start(entries().filter(entries).collect(Collectors.joining(File.pathSeparator)), options);
		try (BufferedReader told = host.inputReader()) {
			int port = told.lines()
				.filter((line) -> line.startsWith(UnchangedHost.PORT))
				.mapToInt((line) -> Integer.parseInt(line.substring(UnchangedHost.PORT.length())))
				.findFirst()
				.orElseThrow();
			assertThat(new RawConnection(port).form("/clilogin/device", "").status()).isEqualTo(device);
			return answers(port);
		}
		finally {
			host.destroy();
			host.waitFor();
		}
	}

	private static Process start(String classPath, List<String> options) throws IOException {
		ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", classPath, UnchangedHost.class.getName());
		java.command().addAll(List.of(arguments()));
		java.command().addAll(options);
		return java.redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	private static String[] arguments() {
		return new String[] { "--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=off",
				"--test.actuator=true", "--management.endpoints.web.exposure.include=health,info",
				"--spring.mongodb.uri=" + RealMongoDb.uri(RealMongoDb.newDatabase(UnchangedHostTests.class)),
				"--clilogin.endpoints.cli=true", "--clilogin.endpoints.page=true", "--clilogin.endpoints.logins=true",
				"--clilogin.endpoints.tokens=true", "--clilogin.endpoints.metadata=true",
				"--clilogin.base-url=https://app.example.com", "--clilogin.api.paths=/api/**" };
	}

	private static Map<String, RawResponse> answers(int port) {
		Person ann = new Person(new TestBrowser(URI.create("http://127.0.0.1:" + port), TestBrowser.HTML));
		List<String> credentials = new ArrayList<>(List.of(RawConnection.basic("ann", "demo")));
		if (ann.open("/other").html().equals("other")) {
			credentials.add(ann.browser().cookies());
		}
		Map<String, RawResponse> answers = new LinkedHashMap<>();
		for (String signedIn : credentials) {
			OwnUrls.answers(port, signedIn)
				.forEach((request, answer) -> answers.put(signedIn.split("[:=]")[0] + " " + request, answer));
		}
		return answers;
	}

}
