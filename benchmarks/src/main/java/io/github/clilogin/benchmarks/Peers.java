package io.github.clilogin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Third-party servers with pending logins. They run until they are closed.
 */
final class Peers implements AutoCloseable {

	static final String SPRING = "Spring's server, memory, 100 logins";

	static final String SPRING_1K = "Spring's server, JDBC, 1,000 logins";

	static final String SPRING_10K = "Spring's server, JDBC, 10,000 logins";

	static final String OIDC_PROVIDER = "oidc-provider, memory, 10,000 logins";

	static final String BETTER_AUTH = "better-auth, SQLite, 5,000 logins";

	private static final String NODE_CLIENT = "&client_id=acme";

	private final World world;

	private final List<Server> servers = new ArrayList<>();

	Peers(World world) {
		this.world = world;
	}

	/** Adds loops that poll as RFC 8628 requires. All servers answer 400. */
	void addTo(Loops loops) {
		add(loops, SPRING, () -> SpringServer.start(Subject.AUTHORIZATION_SERVER, 100));
		add(loops, SPRING_1K, () -> SpringServer.start(Subject.AUTHORIZATION_SERVER_JDBC, 1_000));
		add(loops, SPRING_10K, () -> SpringServer.start(Subject.AUTHORIZATION_SERVER_JDBC, 10_000));
		String packages = System.getProperty("benchmark.node", "");
		if (packages.isEmpty()) {
			this.world.report().note("oidc-provider and better-auth were not measured, because node or npm is missing");
			return;
		}
		add(loops, OIDC_PROVIDER, () -> oidcProvider(packages));
		add(loops, BETTER_AUTH, () -> betterAuth(packages));
	}

	private void add(Loops loops, String name, Supplier<Peer> peer) {
		loops.add(name, () -> {
			Peer started = peer.get();
			this.servers.add(started.server());
			return new Loop(name, Loop.FEW, Ceiling.FORM_400, started.server(), started.polls());
		});
	}

	private static Peer oidcProvider(String packages) {
		return Peer.of(node(packages, "oidc-provider"), 10_000,
				Calls.start("/device/auth", "scope=openid" + NODE_CLIENT),
				(code) -> Calls.token("/token", code, NODE_CLIENT));
	}

	/** Starts enough logins that none is polled too early at 1,000 polls a second. */
	private static Peer betterAuth(String packages) {
		return Peer.of(node(packages, "better-auth"), 5_000, Calls.startAtBetterAuth(), Calls::pollAtBetterAuth);
	}

	private static Server node(String packages, String name) {
		int port = Server.freePort();
		return Server.start(name, Cores.SERVER, port,
				List.of("env", "NODE_ENV=production", "node", packages + "/" + name + ".js", String.valueOf(port)));
	}

	@Override
	public void close() {
		this.servers.forEach(Server::close);
	}

}
