package io.github.clilogin.benchmarks;

import java.util.function.Supplier;

/**
 * Endpoints with a fixed response, the upper limit of this framework.
 */
enum Ceiling {

	/** Keeps the connection open. */
	JSON_200("bare endpoint, JSON, 200", () -> Calls.poll("/status", "x".repeat(43), "pending")),

	/** Lets Tomcat close the connection. */
	FORM_400("bare endpoint, form, 400", () -> Calls.token("/token", "x".repeat(43), ""));

	private final String title;

	private final Supplier<Request> requests;

	Ceiling(String title, Supplier<Request> requests) {
		this.title = title;
		this.requests = requests;
	}

	/** Returns the name of the loop that measures it. */
	String title() {
		return this.title;
	}

	/** Returns the loop that measures it. */
	Loop loop(World world, int connections) {
		return new Loop(this.title, connections, this, world.bare(), this.requests);
	}

}
