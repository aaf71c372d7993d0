package io.github.clilogin.mission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The rows of the mission document.
 *
 * @param rows the rows in their order
 */
record MissionTable(List<Row> rows) {

	private static final Pattern ROW = Pattern.compile("\\|\\s*[A-Z]\\d+\\s*\\|.*");

	static MissionTable read(Path document) throws IOException {
		return new MissionTable(Files.readAllLines(document)
			.stream()
			.filter((line) -> ROW.matcher(line).matches())
			.map(Row::of)
			.toList());
	}

	List<String> ids() {
		return this.rows.stream().map(Row::id).toList();
	}

	/**
	 * One row.
	 *
	 * @param id its id
	 * @param item the requirement of the mission
	 * @param metBy tests, links or the word "open"
	 */
	record Row(String id, String item, String metBy) {

		private static Row of(String line) {
			List<String> cells = Arrays.stream(line.strip().split("\\|", -1)).map(String::strip).toList();
			if (cells.size() != 5) {
				return new Row(cells.get(1), "", "");
			}
			return new Row(cells.get(1), cells.get(2), cells.get(3));
		}

	}

}
