package io.github.clilogin.canary;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.github.clilogin.CliLogin;
import io.github.clilogin.testsupport.Mongod;
import io.github.clilogin.testsupport.ReplicaSet;
import io.github.clilogin.testsupport.HostApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no device code, token, return code or credential of the host is found after
 * complete logins: in the database, its files, its oplog and its log, in the most
 * detailed log of the application, in the actuator, in responses or in printed objects. A
 * planted text must be found in each of these places, which proves that the place was
 * searched.
 */
class CanaryTests {

	private static final String ROOT = "io.github.clilogin";

	/** The name of the device that each login comes from, and its user agent. */
	private static final String PLANTED = "planted-canary-4e1a";

	private static final Canary FINDABLE = Canary.of("planted", PLANTED);

	/**
	 * Nothing is compressed, so that the files can be read; the server notes each
	 * command, in its log and in the profile.
	 */
	private static final String[] OPEN_BOOK = { "--wiredTigerCollectionBlockCompressor=none",
			"--wiredTigerJournalCompressor=none", "--wiredTigerIndexPrefixCompression=false", "--oplogSize=16",
			"--profile=2", "--slowms=-1", "--setParameter=shutdownTimeoutMillisForSignaledShutdown=100" };

	/** Texts in the logs of the driver, Spring Security, Spring MVC and clilogin. */
	private static final List<String> LOGGED = List.of("protocol.command", "\"tokenHash\"", "\"salt\"", "TRACE",
			"o.s.security.web.FilterChainProxy", "o.s.web.servlet.DispatcherServlet", "Could not check a token");

	/** Public types that hold only texts of hosts and users, times and counts. */
	private static final Set<String> NO_SECRETS = Set.of("CliCredential$Refusal", "CliLogin$Builder", "CliLoginChoice",
			"CliLoginChoices$Offer", "CliLoginEvent$Evicted", "CliLoginEvent$Throttled",
			"CliLoginRepository$Undelivered", "CliLoginRequest$Builder", "CliLoginService$Builder", "CliLoginSettings",
			"CliLoginSettings$Demands", "CliLoginSettings$Token", "CliLoginSettings$Unproven",
			"CliLoginTransition$CancelPending", "CliLoginTransition$Evict", "CliLoginTransition$RevokeUncollected",
			"CliLoginTransition$Use", "CollectResult$Expired", "CollectResult$Rejected", "CollectResult$Unknown",
			"DecisionResult$Expired", "DecisionResult$InvalidChoice", "DecisionResult$NotFound",
			"DecisionResult$Refused", "StartResult$ChallengeUsed", "StartResult$ClientNotAllowed",
			"StartResult$FlowNotEnabled", "StartResult$Full", "StartResult$ScopeRequiresProof",
			"StartResult$UnknownScope", "store.Step$Builder", "web.CliLoginPaths", "web.CliLoginWebSettings",
			"web.ConfirmationPage$ChoiceField");

	@TempDir
	private static Path directory;

	private static final Map<String, List<Place>> places = new LinkedHashMap<>();

	private static List<Canary> secrets = List.of();

	private static Set<Object> printed = Set.of();

	@BeforeAll
	static void logIn() {
		try (ReplicaSet set = ReplicaSet.start(1, OPEN_BOOK)) {
			Path log = directory.resolve("application.log");
			String credential = "host-credential." + Secrets.base64(Secrets.draw());
			try (HostApplication host = CanaryHost.start(set.uri("test") + "&serverSelectionTimeoutMS=500", log,
					PLANTED, credential)) {
				Http http = new Http(host, PLANTED);
				Logins logins = new Logins(http, PLANTED);
				http.submit("/login", "/login", Map.of("username", "ann", "password", "demo"));
				logins.form();
				logins.json();
				logins.browser();
				logins.codeChallenge();
				logins.hostCredential(credential);
				logins.returnCodesOverHttp();
				logins.cancelled();
				logins.rejected();
				logins.inProcess(host.service(), host.bean(Witness.class));
				logins.returnCodes(host.service(), host.bean(Witness.class));
				logins.returnCodesOfThePage(host.service());
				places.put("actuator", actuator(http));
				Mongod mongod = set.primary();
				readDatabase(set, mongod);
				mongod.stop();
				places.put("files of the stopped server", Place.files(mongod.directory()));
				logins.withoutDatabase();
				secrets = logins.secrets();
				places.put("answers", Place.texts(http.answers()));
				printed = host.bean(Witness.class).everythingOf(ROOT);
			}
			places.put("log", List.of(Place.file("application.log", log)));
		}
	}

	private static void readDatabase(ReplicaSet set, Mongod mongod) {
		try (MongoClient client = MongoClients.create(set.uri())) {
			// Keeps an image of what it changed, as our store takes care not to
			MongoCollection<Document> images = client.getDatabase("other").getCollection("images");
			images.insertOne(new Document("text", PLANTED));
			images.find(Filters.eq("text", PLANTED)).first();
			images.findOneAndUpdate(Filters.empty(), Updates.unset("text"));
			client.getDatabase("admin").runCommand(new Document("fsync", 1));
			places.put("collections", Place.collections(client));
			places.put("files", Place.files(mongod.directory()));
		}
	}

	/** Every endpoint but the heap dump, which is all that the application works with. */
	private static List<Place> actuator(Http http) {
		Map<String, String> found = new LinkedHashMap<>();
		JsonNode links = http.get("/actuator").json().get("_links");
		for (String name : links.propertyNames()) {
			if (!links.get(name).get("templated").asBoolean() && !name.equals("heapdump") && !name.equals("self")) {
				found.put(name, http.get("/actuator/" + name).html());
			}
		}
		http.get("/actuator/metrics")
			.json()
			.get("names")
			.forEach((name) -> found.put("metrics",
					found.get("metrics") + http.get("/actuator/metrics/" + name.asString()).html()));
		return Place.texts(found);
	}

	@AfterAll
	static void forget() {
		places.clear();
	}

	@Test
	void theScanKnowsManySecretsAndFindsThePlantedText() {
		assertThat(secrets).hasSizeGreaterThan(20).doesNotHaveDuplicates();
		assertThat(whereIs("collections")).contains("test.clilogin_logins", "other.system.profile", "local.oplog.rs",
				"config.image_collection");
		assertThat(whereIs("files")).anyMatch((name) -> name.startsWith("collection-"))
			.anyMatch((name) -> name.startsWith("journal"))
			.contains("mongod.log");
		assertThat(whereIs("files of the stopped server")).anyMatch((name) -> name.startsWith("collection-"));
		assertThat(whereIs("log")).isNotEmpty();
		assertThat(whereIs("actuator")).contains("env", "httpexchanges", "logfile");
		assertThat(whereIs("answers")).isNotEmpty();
	}

	private static Set<String> whereIs(String kind) {
		return places.getOrDefault(kind, List.of())
			.stream()
			.filter((place) -> FINDABLE.isIn(place.content()))
			.map(Place::name)
			.collect(Collectors.toSet());
	}

	@Test
	void noSecretIsFoundAnywhere() {
		List<String> found = new ArrayList<>();
		places.forEach((kind, all) -> all.forEach((place) -> Canary.found(secrets, place.content())
			.forEach((secret) -> found.add(secret + " in " + kind + ", " + place.name()))));
		assertThat(found).isEmpty();
	}

	@Test
	void everyPlaceIsSearched() {
		assertThat(names("collections")).contains("test.system.profile", "admin.system.version", "config.transactions",
				"local.startup_log");
		assertThat(names("actuator")).contains("beans", "conditions", "configprops", "loggers", "mappings", "metrics",
				"threaddump", "auditevents", "info", "health");
		assertThat(places.get("log")).singleElement()
			.matches((log) -> LOGGED.stream().allMatch(log.content()::contains), "has all of " + LOGGED);
	}

	private static List<String> names(String kind) {
		return places.getOrDefault(kind, List.of()).stream().map(Place::name).toList();
	}

	@Test
	void nothingPrintsASecret() {
		for (Object object : printed) {
			assertThat(Canary.found(secrets, Canary.read(String.valueOf(object)))).as(object.getClass().getName())
				.isEmpty();
		}
		assertThat(printed).anyMatch((object) -> FINDABLE.isIn(Canary.read(String.valueOf(object))));
	}

	@Test
	void everyPublicTypeIsPrinted() throws Exception {
		Set<String> seen = printed.stream().map((object) -> object.getClass().getName()).collect(Collectors.toSet());
		assertThat(publicTypes().map((type) -> type.getName().substring(ROOT.length() + 1))
			.filter((name) -> !name.startsWith("autoconfigure.") && !name.matches("(internal|web\\.[a-z]+)\\..*"))
			.filter((name) -> !NO_SECRETS.contains(name))
			.filter((name) -> !seen.contains(ROOT + "." + name))).isEmpty();
		assertThat(seen).hasSizeGreaterThan(30);
	}

	/** Those of which there can be an object. */
	private static Stream<Class<?>> publicTypes() throws Exception {
		Path classes = Path.of(CliLogin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		List<Class<?>> types = new ArrayList<>();
		try (Stream<Path> files = Files.walk(classes.resolve(ROOT.replace('.', '/')))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".class")).toList()) {
				String name = classes.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
				if (!name.endsWith("-info")) {
					types.add(Class.forName(name, false, CliLogin.class.getClassLoader()));
				}
			}
		}
		return types.stream()
			.filter((type) -> Modifier.isPublic(type.getModifiers()) && !type.isInterface() && !type.isEnum())
			.filter((type) -> Stream.of(type.getDeclaredFields())
				.anyMatch((field) -> !Modifier.isStatic(field.getModifiers())));
	}

}
