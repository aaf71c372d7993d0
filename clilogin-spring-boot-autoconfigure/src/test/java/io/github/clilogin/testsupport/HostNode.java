package io.github.clilogin.testsupport;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.DeviceCode;
import io.github.clilogin.StartResult;

/**
 * One instance of a host application on a real web server, as the auto-configuration
 * makes it, and the command lines that poll it.
 */
public final class HostNode implements AutoCloseable {

	private static final List<String> ARGUMENTS = List.of("--server.port=0", "--clilogin.endpoints.cli=true",
			"--clilogin.endpoints.page=true", "--clilogin.limits.starts-per-minute=1000000",
			"--spring.main.banner-mode=off", "--logging.level.root=error");

	private final HttpClient terminals = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private final URI url;

	private HostNode(ConfigurableApplicationContext context) {
		this.context = context;
		this.url = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
	}

	/**
	 * Starts an instance.
	 * @param configuration what the host is made of
	 * @param properties more properties, such as {@code a.b=c}
	 * @return a running instance, to be closed
	 */
	public static HostNode start(Class<?> configuration, String... properties) {
		return new HostNode(new SpringApplicationBuilder(configuration)
			.run(Stream.concat(ARGUMENTS.stream(), Stream.of(properties).map("--"::concat)).toArray(String[]::new)));
	}

	/**
	 * Returns the application.
	 * @return its context
	 */
	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/**
	 * Returns the logins as this instance sees them.
	 * @return the service
	 */
	public CliLoginService service() {
		return this.context.getBean(CliLoginService.class);
	}

	/**
	 * Starts a login.
	 * @return the login and its device code
	 */
	public StartResult.Started login() {
		return (StartResult.Started) service().start(CliLoginRequest.of(CliLoginFlow.CONFIRM));
	}

	/**
	 * Polls as a command line does.
	 * @param path of the token or the status
	 * @param code the device code
	 * @param headers names and values in turn
	 * @return the answer, when it comes
	 */
	public CompletableFuture<HttpResponse<String>> poll(String path, DeviceCode code, String... headers) {
		return send(HttpRequest.newBuilder(this.url.resolve(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"deviceCode\":\"" + code.value() + "\"}")), headers);
	}

	/**
	 * Asks for something.
	 * @param path where it is
	 * @param headers names and values in turn
	 * @return the answer, when it comes
	 */
	public CompletableFuture<HttpResponse<String>> get(String path, String... headers) {
		return send(HttpRequest.newBuilder(this.url.resolve(path)), headers);
	}

	private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request, String... headers) {
		HttpRequest.Builder all = (headers.length > 0) ? request.headers(headers) : request;
		return this.terminals.sendAsync(all.build(), BodyHandlers.ofString());
	}

	/**
	 * Ends the instance in good order.
	 */
	@Override
	public void close() {
		this.context.close();
	}

}
