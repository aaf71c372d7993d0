package com.example.login;

import java.util.List;
import java.util.Locale;

/**
 * Finds lines in the log of a {@link RunningHost}.
 */
public final class Log {

	static final String PATTERN = "%p %logger : %m%n";

	private Log() {
	}

	/**
	 * {@return the lines that contain a text, ignoring case}
	 * @param output the output of the host
	 * @param text the text
	 */
	public static List<String> lines(String output, String text) {
		String lowerCase = text.toLowerCase(Locale.ROOT);
		return output.lines().filter((line) -> line.toLowerCase(Locale.ROOT).contains(lowerCase)).toList();
	}

	/**
	 * {@return the lines that any logger wrote at level WARN or above}
	 * @param output the output of the host
	 */
	public static List<String> warnings(String output) {
		return output.lines().filter((line) -> line.matches("(WARN|ERROR) .*")).toList();
	}

	/**
	 * {@return the text by which Spring Boot explains why the start failed, or an empty
	 * one}
	 * @param output the output of the host
	 */
	public static String failureAnalysis(String output) {
		int start = output.lastIndexOf("APPLICATION FAILED TO START");
		return (start >= 0) ? output.substring(start) : "";
	}

}
