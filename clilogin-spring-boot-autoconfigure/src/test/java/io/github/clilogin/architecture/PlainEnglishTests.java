package io.github.clilogin.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the texts which people read are plain English: README, docs, SQL scripts,
 * message bundles, the Javadoc, comments and messages of the main sources, and the
 * Javadoc, comments and method names of the test sources.
 */
class PlainEnglishTests {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final String[] PAGES = { "(README|CONTRIBUTING|docs/.*|conformance/.*|hosts/.*)\\.md",
			"[^/]+/src/main/resources/.*Page\\.properties", "[^/]+/src/main/resources/.*\\.sql", "(.*/)?pom\\.xml",
			"demo|\\.ci/[^/]+|benchmarks/run|sample-cli/acme" };

	private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules");

	private static final List<Path> FILES = files();

	private static final Pattern JAVADOC = Pattern.compile("^\\s*/\\*\\*.*?\\*/", Pattern.DOTALL | Pattern.MULTILINE);

	private static final Pattern COMMENT = Pattern.compile("(?:^\\s*//.*\\R)+|(?<=[;{}] )//.*$|(?s:/\\*[^*].*?\\*/)",
			Pattern.MULTILINE);

	private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");

	private static final Pattern MESSAGE = Pattern
		.compile("(?s:\"\"\".*?\"\"\")|\"(?:[^\"\\\\\\n]|\\\\.)* (?:[^\"\\\\\\n]|\\\\.)*\"");

	private static final Pattern METHOD = Pattern.compile("(?<=^\\t(final )?void )\\w+", Pattern.MULTILINE);

	private static final Pattern WORD = Pattern
		.compile("((?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]))(?!\\w+\\.java)");

	private static final Pattern CODE_BLOCK = Pattern.compile("```.*?```", Pattern.DOTALL);

	private static final Pattern PARAGRAPH = Pattern.compile("\\R\\s*(?:\\R|(?=[-*|#>]|\\d+\\.))|\\R(?=[\\w.-]+ ?=)");

	private static final Pattern OPENING = Pattern.compile("^(What|Who|Whoever|How|Where|Whether|Nobody|Not|Now|"
			+ "\\{@return (what|who|whoever|how|where|nobody|not|now))\\b");

	private static final Pattern FREE_RELATIVE = Pattern.compile("\\bwhat\\b|(?:[.;:(] |^)(?:who|whom|how|where)\\b",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern PERSON = Pattern.compile("\\b(whoever|nobody|somebody)\\b", Pattern.CASE_INSENSITIVE);

	private static List<Path> files(String pattern) {
		Pattern path = Pattern.compile(pattern);
		return FILES.stream()
			.filter((file) -> path.matcher(ROOT.relativize(file).toString().replace('\\', '/')).matches())
			.toList();
	}

	/** Leaves out files that builds and tests create and remove at any time. */
	private static List<Path> files() {
		List<Path> files = new ArrayList<>();
		try {
			Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
					boolean skipped = SKIPPED.contains(directory.getFileName().toString());
					return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
					files.add(file);
					return FileVisitResult.CONTINUE;
				}

			});
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot list the files of the project", ex);
		}
		return files.stream().sorted().toList();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + file, ex);
		}
	}

	private static Stream<String> mainTexts(Pattern... patterns) {
		return texts("main", patterns);
	}

	private static Stream<String> testTexts(Pattern... patterns) {
		return texts("test", patterns);
	}

	private static Stream<String> testNames() {
		return testTexts(METHOD).map((name) -> WORD.matcher(name).replaceAll(" ")).map(StringUtils::capitalize);
	}

	private static Stream<String> texts(String sourceSet, Pattern... patterns) {
		List<Path> sources = files("[^/]+/(?:[^/]+/)?src/" + sourceSet + "/java/.*\\.java");
		assertThat(sources).hasSizeGreaterThan(200);
		return sources.stream()
			.flatMap((file) -> Stream.of(patterns)
				.flatMap((pattern) -> pattern.matcher(source(file)).results().map(MatchResult::group))
				.map((text) -> plain(text) + " (" + file.getFileName() + ")"));
	}

	private static String source(Path file) {
		return CONCATENATION.matcher(read(file)).replaceAll("");
	}

	private static String plain(String text) {
		return text.replaceAll("(?m)^\\s*(/\\*\\*|\\*/?|//)", " ")
			.replace("*/", "")
			.replaceAll("\\{@(?:code|link|linkplain|literal)\\s+([^}]*)}", "$1")
			.replaceAll("\\s+", " ")
			.strip();
	}

	private static Stream<String> pages() {
		List<Path> pages = Stream.of(PAGES).flatMap((pattern) -> files(pattern).stream()).toList();
		assertThat(pages).hasSizeGreaterThan(30);
		return pages.stream().flatMap(PlainEnglishTests::paragraphs);
	}

	private static Stream<String> paragraphs(Path file) {
		return PARAGRAPH.splitAsStream(CODE_BLOCK.matcher(read(file)).replaceAll("\n\n"))
			.map((paragraph) -> paragraph.replaceAll("\\R[#\\s]*", " ") + " (" + file.getFileName() + ")");
	}

	private static Pattern riddles() throws IOException {
		String list = new ClassPathResource("riddles.txt", PlainEnglishTests.class)
			.getContentAsString(StandardCharsets.UTF_8);
		String phrases = list.lines().filter((line) -> !line.startsWith("#")).collect(Collectors.joining("|"));
		return Pattern.compile("\\b(" + phrases + ")\\b", Pattern.CASE_INSENSITIVE);
	}

	@Test
	void noTextContainsARiddle() throws IOException {
		assertNoRiddle(Stream.concat(pages(), mainTexts(JAVADOC, COMMENT, MESSAGE)));
	}

	@Test
	void noTestContainsARiddle() throws IOException {
		assertNoRiddle(Stream.concat(testTexts(JAVADOC, COMMENT), testNames()));
	}

	private static void assertNoRiddle(Stream<String> texts) throws IOException {
		Pattern riddles = riddles();
		assertThat(texts).filteredOn((text) -> riddles.matcher(text).find()).isEmpty();
	}

	@Test
	void aJavadocBeginsWithASubjectOrAVerb() {
		assertThat(Stream.concat(mainTexts(JAVADOC), testTexts(JAVADOC)))
			.filteredOn((text) -> OPENING.matcher(text).find())
			.isEmpty();
	}

	@Test
	void aTestNameBeginsWithASubjectOrAVerb() {
		assertThat(testNames()).hasSizeGreaterThan(1000).filteredOn((text) -> OPENING.matcher(text).find()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "main", "test" })
	void javadocNamesItsSubjects(String sourceSet) {
		String javadoc = texts(sourceSet, JAVADOC).collect(Collectors.joining("\n"));
		assertThat(perThousandWords(FREE_RELATIVE, javadoc)).as("what is…, who has…").isLessThanOrEqualTo(1);
		assertThat(perThousandWords(PERSON, javadoc)).as("whoever, nobody, somebody").isLessThanOrEqualTo(0.3);
	}

	private static double perThousandWords(Pattern pattern, String text) {
		return 1000.0 * pattern.matcher(text).results().count() / text.split("\\s+").length;
	}

}
