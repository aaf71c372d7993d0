package io.github.clilogin.architecture;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the dependencies between packages and of their sizes. A rule that matches no
 * class fails, so that no rule outlives its packages.
 */
class PackageTests {

	private static final String ROOT = "io.github.clilogin";

	private static final String AUTOCONFIGURE = ROOT + ".autoconfigure..";

	private static final Set<String> PARTS = Set.of("hpke", "internal", "jdbc", "memory", "mongodb", "security",
			"store", "web");

	private static final Set<String> STORES = Set.of("jdbc", "memory", "mongodb");

	/** The rooms of the web part, with the rooms that each may use. */
	private static final Map<String, Set<String>> ROOMS = Map.of("wire", Set.of(), "limit", Set.of("wire"), "poll",
			Set.of("limit", "wire"), "cli", Set.of("poll", "limit", "wire"), "user", Set.of("limit", "wire"), "page",
			Set.of("user", "limit", "wire"));

	private static final int MAX_ROOT_TYPES = 45;

	private static final int MAX_ROOM_TYPES = 20;

	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void everyPackageIsKnownToTheseRules() {
		assertThat(CLASSES).hasSizeGreaterThan(60);
		Set<String> packages = CLASSES.stream()
			.map(JavaClass::getPackageName)
			.filter((name) -> !name.equals(ROOT) && !name.startsWith(ROOT + ".autoconfigure"))
			.map((name) -> name.substring(ROOT.length() + 1))
			.collect(Collectors.toSet());
		Stream<String> rooms = ROOMS.keySet().stream().map((room) -> "web." + room);
		assertThat(packages).isEqualTo(Stream.concat(PARTS.stream(), rooms).collect(Collectors.toSet()));
	}

	@Test
	void coreKnowsNoWebAndNoStore() {
		classes().that()
			.resideInAPackage(ROOT)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT, ROOT + ".internal", ROOT + ".store", "java..", "", "org.jspecify.annotations",
					"org.springframework.security.core..", "org.springframework.security.crypto.keygen",
					"org.springframework.security.authentication", "org.springframework.security.access",
					"org.springframework.security.web.authentication.switchuser")
			.because("the core must be readable, testable and usable without a web server or a database; "
					+ "of Spring Security it takes only spring-security-core and what that brings, and one type by "
					+ "which it detects that a user acts as another user, if it is on the class path")
			.check(CLASSES);
	}

	@Test
	void internalCodeKnowsTheJdkOnly() {
		classes().that()
			.resideInAPackage(ROOT + ".internal")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + ".internal", "java..", "javax.crypto..", "", "org.jspecify.annotations")
			.because("every package may use it")
			.check(CLASSES);
	}

	@Test
	void modelOfStoresKnowsTheJdkOnly() {
		classes().that()
			.resideInAPackage(ROOT + ".store")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + ".store", "java..", "", "org.jspecify.annotations")
			.because("the core states its rules in it, and each store renders them")
			.check(CLASSES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "hpke", "jdbc", "memory", "mongodb", "security", "web" })
	void partsDoNotKnowEachOther(String part) {
		String[] others = PARTS.stream()
			.filter((other) -> !other.equals(part) && !other.equals("internal"))
			.filter((other) -> !(other.equals("store") && STORES.contains(part)))
			.map((other) -> ROOT + "." + other + "..")
			.toArray(String[]::new);
		noClasses().that()
			.resideInAPackage(ROOT + "." + part + "..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(others)
			.because("each part can be left out or replaced by itself, and only the auto-configuration joins them")
			.check(CLASSES);
	}

	@Test
	void sealingKnowsTheCoreAndItsLibraryOnly() {
		classes().that()
			.resideInAPackage(ROOT + ".hpke")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT, ROOT + ".hpke", "java..", "", "org.jspecify.annotations",
					"org.bouncycastle.crypto..")
			.because("a host that replaces it must be able to read it, and it registers no security provider")
			.check(CLASSES);
	}

	@Test
	void roomsOfTheWebPartUseEachOtherInOneDirection() {
		var rooms = layeredArchitecture().consideringOnlyDependenciesInLayers();
		for (String room : ROOMS.keySet()) {
			rooms = rooms.layer(room).definedBy(ROOT + ".web." + room);
		}
		for (var room : ROOMS.entrySet()) {
			rooms = room.getValue().isEmpty() ? rooms.whereLayer(room.getKey()).mayNotAccessAnyLayer()
					: rooms.whereLayer(room.getKey()).mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
		}
		rooms.because("a room can be read after the rooms that it uses").check(CLASSES);
	}

	@Test
	void onlyTheWebPartAndTheAutoConfigurationUseItsRooms() {
		String[] rooms = ROOMS.keySet().stream().map((room) -> ROOT + ".web." + room).toArray(String[]::new);
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".web..", AUTOCONFIGURE)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(rooms)
			.because("base packages are API and sub-packages are not, even if their types are public")
			.check(CLASSES);
		noClasses().that()
			.resideInAPackage(ROOT + ".web")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(rooms)
			.because("API must not expose what is not API")
			.check(CLASSES);
	}

	@Test
	void noPackageIsTooLarge() {
		Map<String, Long> sizes = CLASSES.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
		assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name)
			.isLessThanOrEqualTo(name.equals(ROOT) ? MAX_ROOT_TYPES : MAX_ROOM_TYPES));
	}

	@Test
	void noPackageImportsTheAutoConfiguration() {
		noClasses().that()
			.resideOutsideOfPackage(AUTOCONFIGURE)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(AUTOCONFIGURE)
			.because("a host without Spring Boot can create the same objects itself")
			.check(CLASSES);
	}

	@Test
	void onlyTheAutoConfigurationUsesSpringBoot() {
		noClasses().that()
			.resideOutsideOfPackage(AUTOCONFIGURE)
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.because("a host without Spring Boot must be able to use the library")
			.check(CLASSES);
	}

	@Test
	void packagesDependOnEachOtherInOneDirection() {
		SlicesRuleDefinition.slices()
			.assignedFrom(new EachPackage())
			.should()
			.beFreeOfCycles()
			.because("a package can be read after the packages that it uses")
			.check(CLASSES);
	}

	/**
	 * Takes the root package as a slice like any other.
	 */
	static class EachPackage implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return SliceIdentifier.of(type.getPackageName());
		}

		@Override
		public String getDescription() {
			return "packages";
		}

	}

}
