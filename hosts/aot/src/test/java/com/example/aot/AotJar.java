package com.example.aot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jar of the application, which runs in a process of its own.
 *
 * @param process the process
 * @param url the address of the application, or an empty text if the start failed
 * @param output the output until the start ended
 */
record AotJar(Process process, String url, String output) implements AutoCloseable {

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	static AotJar start(String... properties) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=true",
				"-jar", System.getProperty("host.jar", ""), "--server.port=0"));
		command.addAll(List.of(properties));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		return awaitStart(process);
	}

	/** Reads until the application listens, or until the process ends. */
	private static AotJar awaitStart(Process process) throws IOException {
		StringBuilder output = new StringBuilder();
		String line;
		while ((line = process.inputReader().readLine()) != null) {
			output.append(line).append('\n');
			Matcher started = STARTED.matcher(line);
			if (started.find()) {
				drain(process);
				return new AotJar(process, "http://127.0.0.1:" + started.group(1), output.toString());
			}
		}
		return new AotJar(process, "", output.toString());
	}

	/** Reads the rest, because the process blocks when the pipe is full. */
	private static void drain(Process process) {
		Thread reader = new Thread(() -> process.inputReader().lines().forEach((line) -> {
		}));
		reader.setDaemon(true);
		reader.start();
	}

	boolean hasStarted() {
		return !this.url.isEmpty();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
