package io.github.clilogin.benchmarks;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.clilogin.benchmarks.authserver.AuthorizationServerApp;
import io.github.clilogin.benchmarks.bare.BareApp;
import io.github.clilogin.benchmarks.host.HostApp;

/**
 * The measured applications. Each runs without the jars that it does not need, because
 * Spring Boot would configure them.
 */
enum Subject {

	/** The bare endpoints. */
	BARE(BareApp.class, Jars.OURS + Jars.MONGODB + Jars.SECURITY + Jars.AUTHORIZATION_SERVER + Jars.JDBC),

	/** The host with the starter. */
	HOST(HostApp.class, Jars.AUTHORIZATION_SERVER + Jars.JDBC),

	/** The host with the starter and the modules of all databases. */
	HOST_WITH_DATABASES(HostApp.class, Jars.AUTHORIZATION_SERVER),

	/** The host without the starter. */
	HOST_WITHOUT(HostApp.class, Jars.OURS + Jars.AUTHORIZATION_SERVER + Jars.JDBC),

	/** Spring Authorization Server in memory. */
	AUTHORIZATION_SERVER(AuthorizationServerApp.class, Jars.OURS + Jars.MONGODB + Jars.JDBC),

	/** Spring Authorization Server on H2. */
	AUTHORIZATION_SERVER_JDBC(AuthorizationServerApp.class, Jars.OURS + Jars.MONGODB);

	private final Class<?> application;

	private final Pattern leftOut;

	Subject(Class<?> application, String leftOut) {
		this.application = application;
		this.leftOut = Pattern.compile("(" + leftOut + Jars.TOOLS + ").*");
	}

	/** Returns the command that starts the application. */
	List<String> command(int port, List<String> options, List<String> properties) {
		List<String> command = new ArrayList<>(List.of(java()));
		command.addAll(options);
		command.addAll(List.of("-cp", classPath(), this.application.getName(), "--server.port=" + port,
				"--server.address=127.0.0.1", "--logging.level.root=warn", "--spring.main.banner-mode=off"));
		command.addAll(properties);
		return command;
	}

	static String java() {
		return System.getProperty("java.home") + "/bin/java";
	}

	private String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !this.leftOut.matcher(new File(entry).getName()).matches())
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** Patterns of the names of jar files. */
	private static final class Jars {

		static final String OURS = "clilogin-|bcprov-|bucket4j|";

		static final String MONGODB = "mongodb-|bson|spring-data|spring-boot-(starter-)?(data-)?mongodb-"
				+ "|spring-boot-data|";

		static final String SECURITY = "spring-security|spring-boot-(starter-)?security|";

		static final String AUTHORIZATION_SERVER = ".*-oauth2-|nimbus|";

		static final String JDBC = "h2-|postgresql|mariadb|HikariCP|spring-jdbc|spring-boot-(starter-)?jdbc|spring-boot-(sql|transaction)-|";

		static final String TOOLS = "awaitility|hamcrest|junit|opentest4j|jmh-|jopt-|commons-math3|HdrHistogram|spring-test|jsr305";

	}

}
