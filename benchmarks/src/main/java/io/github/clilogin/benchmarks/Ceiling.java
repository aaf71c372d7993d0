package io.github.clilogin.benchmarks;

import java.util.function.Supplier;

/**
 * What any endpoint of this framework can reach at most: a fixed answer.
 */
enum Ceiling {

	/** A connection is kept. */
	JSON_200("bare endpoint, JSON, 200", () -> Calls.status("/status", "x".repeat(43), "pending")),

	/** Tomcat closes a connection. */
	FORM_400("bare endpoint, form, 400", () -> Calls.token("/token", "x".repeat(43), ""));

	private final String title;

	private final Supplier<Request> requests;

	Ceiling(String title, Supplier<Request> requests) {
		this.title = title;
		this.requests = requests;
	}

	/** The name of the loop that measures it. */
	String title() {
		return this.title;
	}

	/** The loop that measures it. */
	Loop loop(World world, int connections) {
		return new Loop(this.title, connections, this, world.bare(), this.requests);
	}

}
