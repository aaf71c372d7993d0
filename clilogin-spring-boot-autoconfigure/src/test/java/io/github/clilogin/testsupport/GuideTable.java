package io.github.clilogin.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of the guide, which a test compares with the code.
 *
 * @param rows the cells of each row, without the code marks around a whole cell; the
 * heading row is left out
 */
public record GuideTable(List<List<String>> rows) {

	/** The text of an empty cell. */
	public static final String NOTHING = "–";

	/**
	 * Reads the first table under a heading.
	 * @param file a file of the guide
	 * @param heading the text of the heading
	 * @return the table
	 * @throws IOException if the file cannot be read
	 */
	public static GuideTable read(String file, String heading) throws IOException {
		return new GuideTable(Files.readAllLines(guide().resolve(file))
			.stream()
			.dropWhile((line) -> !line.matches("#+ " + heading))
			.dropWhile((line) -> !line.startsWith("|"))
			.takeWhile((line) -> line.startsWith("|"))
			.skip(2)
			.map(GuideTable::cells)
			.toList());
	}

	private static List<String> cells(String row) {
		return Arrays.stream(row.substring(1).split("\\|"))
			.map(String::strip)
			.map((cell) -> cell.matches("`[^`]*`") ? cell.substring(1, cell.length() - 1) : cell)
			.toList();
	}

	/**
	 * Finds the guide.
	 * @return its directory
	 */
	public static Path guide() {
		return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
			.map((directory) -> directory.resolve("docs/guide"))
			.filter(Files::isDirectory)
			.findFirst()
			.orElseThrow();
	}

}
