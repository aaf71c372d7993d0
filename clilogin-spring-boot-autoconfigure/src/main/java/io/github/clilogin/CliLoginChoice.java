package io.github.clilogin;

import java.util.regex.Pattern;

/**
 * Represents an option that a user chooses at the confirmation, such as an organization.
 * Immutable.
 *
 * @param id the ID, 1 to 64 characters without spaces, such as {@code org-17}
 * @param label the text that the user reads, 1 to 200 characters
 * @param group the name of the question, 1 to 64 characters without spaces at the ends,
 * such as {@code Organization}. The page shows the message {@code clilogin.choice.}
 * followed by the group, or the group itself. Use the same group in each language.
 */
public record CliLoginChoice(String id, String label, String group) {

	private static final Pattern ID = Pattern.compile("[^\\s\\p{C}\\p{Z}]{1,64}");

	private static final Pattern LABEL = text(200);

	private static final Pattern GROUP = text(64);

	/**
	 * Checks the texts.
	 * @throws IllegalArgumentException if a text is empty or too long, or contains a
	 * character that cannot be stored
	 */
	public CliLoginChoice {
		check(isId(id), "ID of a choice must have 1 to 64 characters without spaces and control characters");
		check(isText(LABEL, label), "label of a choice must have 1 to 200 characters without control characters");
		check(isText(GROUP, group) && group.equals(group.strip()),
				"group of a choice must have 1 to 64 characters without control characters and spaces at the ends");
	}

	private static Pattern text(int maxLength) {
		return Pattern.compile("[^\\p{Cc}\\p{Cs}]{1," + maxLength + "}");
	}

	private static boolean isText(Pattern pattern, String text) {
		return !text.isBlank() && pattern.matcher(text).matches();
	}

	private static void check(boolean valid, String rule) {
		if (!valid) {
			throw new IllegalArgumentException("The " + rule);
		}
	}

	/**
	 * {@return whether a text can be the ID of a choice}
	 * @param text the text
	 */
	public static boolean isId(String text) {
		return ID.matcher(text).matches();
	}

	/** Returns whether this is the same option, even if its label has changed. */
	boolean isSameAs(CliLoginChoice other) {
		return this.id.equals(other.id) && this.group.equals(other.group);
	}

}
