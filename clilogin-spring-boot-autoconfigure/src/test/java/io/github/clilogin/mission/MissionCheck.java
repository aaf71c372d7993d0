package io.github.clilogin.mission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the problems in the mission document of a repository.
 *
 * @param root the root of the repository
 * @param ids the rows that must be there, each once
 */
record MissionCheck(Path root, List<String> ids) {

	private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

	private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\(([^)#]+)(?:#([^)]+))?\\)");

	List<String> problems() throws IOException {
		MissionTable table = MissionTable.read(document());
		List<String> problems = new ArrayList<>();
		this.ids.forEach((id) -> addIf(problems, id, "is missing", !table.ids().contains(id)));
		table.ids().stream().distinct().forEach((id) -> {
			addIf(problems, id, "is doubled", Collections.frequency(table.ids(), id) > 1);
			addIf(problems, id, "is not a row of the mission", !this.ids.contains(id));
		});
		table.rows().forEach((row) -> addProblems(problems, row));
		return problems;
	}

	private void addProblems(List<String> problems, MissionTable.Row row) {
		addIf(problems, row.id(), "has an empty cell", row.item().isEmpty() || row.metBy().isEmpty());
		Arrays.stream(row.metBy().split(",\\s*"))
			.filter((part) -> !part.isEmpty())
			.flatMap((part) -> problem(part).stream())
			.forEach((problem) -> problems.add(row.id() + " " + problem));
	}

	private static void addIf(List<String> problems, String id, String problem, boolean condition) {
		if (condition) {
			problems.add(id + " " + problem);
		}
	}

	private Optional<String> problem(String part) {
		Matcher test = TEST.matcher(part);
		if (test.matches()) {
			return problemIf("names a test that does not exist: " + part, !hasTest(test.group(1), test.group(2)));
		}
		Matcher link = LINK.matcher(part);
		if (link.matches()) {
			return problemIf("links to a place that does not exist: " + part, !hasPlace(link.group(1), link.group(2)));
		}
		return problemIf("is met by neither a test nor a link nor the word open: " + part, !part.equals("open"));
	}

	private static Optional<String> problemIf(String problem, boolean condition) {
		return condition ? Optional.of(problem) : Optional.empty();
	}

	private boolean hasTest(String className, String methodName) {
		Pattern declaration = Pattern.compile("\\bvoid " + methodName + "\\s*\\(");
		try (Stream<Path> modules = Files.list(this.root)) {
			return modules.map((module) -> module.resolve("src/test/java"))
				.filter(Files::isDirectory)
				.flatMap(MissionCheck::walk)
				.filter((file) -> file.endsWith(className + ".java"))
				.anyMatch((file) -> declaration.matcher(read(file)).find());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean hasPlace(String path, @Nullable String anchor) {
		Path file = document().resolveSibling(path).normalize();
		return file.startsWith(this.root) && Files.isRegularFile(file)
				&& (anchor == null || Headings.of(read(file)).anchors().contains(anchor));
	}

	private Path document() {
		return this.root.resolve("docs/mission.md");
	}

	private static Stream<Path> walk(Path directory) {
		try {
			return Files.walk(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
