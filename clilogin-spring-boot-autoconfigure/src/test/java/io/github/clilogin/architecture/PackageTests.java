package io.github.clilogin.architecture;

import java.util.Set;
import java.util.stream.Collectors;

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
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may import whom. A rule that matches no class fails, so that none outlives what it
 * is about.
 */
class PackageTests {

	private static final String ROOT = "io.github.clilogin";

	private static final String AUTOCONFIGURE = ROOT + ".autoconfigure..";

	private static final Set<String> PARTS = Set.of("hpke", "internal", "memory", "mongodb", "security", "store",
			"web");

	private static final Set<String> STORES = Set.of("memory", "mongodb");

	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void everyPackageIsKnownToTheseRules() {
		assertThat(CLASSES).hasSizeGreaterThan(60);
		Set<String> parts = CLASSES.stream()
			.map(JavaClass::getPackageName)
			.filter((name) -> !name.equals(ROOT) && !name.startsWith(ROOT + ".autoconfigure"))
			.map((name) -> name.substring(ROOT.length() + 1))
			.collect(Collectors.toSet());
		assertThat(parts).isEqualTo(PARTS);
	}

	@Test
	void coreKnowsNoWebAndNoStore() {
		classes().that()
			.resideInAPackage(ROOT)
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT, ROOT + ".internal", ROOT + ".store", "java..", "", "org.jspecify.annotations",
					"org.springframework.security.core..", "org.springframework.security.crypto.keygen",
					"org.springframework.security.authentication", "org.springframework.security.access")
			.because("what a login is must be readable, testable and usable without a web server or a database; "
					+ "of Spring Security it takes only spring-security-core and what that brings")
			.check(CLASSES);
	}

	@Test
	void whatPackagesShareKnowsTheJdkOnly() {
		classes().that()
			.resideInAPackage(ROOT + ".internal")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + ".internal", "java..", "javax.crypto..", "", "org.jspecify.annotations")
			.because("every package may use it")
			.check(CLASSES);
	}

	@Test
	void theModelOfStoresKnowsTheJdkOnly() {
		classes().that()
			.resideInAPackage(ROOT + ".store")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(ROOT + ".store", "java..", "", "org.jspecify.annotations")
			.because("the core states its rules by it, and each store reads them")
			.check(CLASSES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "hpke", "memory", "mongodb", "security", "web" })
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
			.because("each part can be left out or replaced by itself, and only the wiring joins them")
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
			.because("a host that replaces it needs to know what it replaces; and no security provider is registered")
			.check(CLASSES);
	}

	@Test
	void nobodyImportsTheWiring() {
		noClasses().that()
			.resideOutsideOfPackage(AUTOCONFIGURE)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(AUTOCONFIGURE)
			.because("a host without Spring Boot loses nothing but the wiring")
			.check(CLASSES);
	}

	@Test
	void springBootIsForTheWiringOnly() {
		noClasses().that()
			.resideOutsideOfPackage(AUTOCONFIGURE)
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.because("a host without Spring Boot must be able to use the library")
			.check(CLASSES);
	}

	@Test
	void packagesDependOnEachOtherOneWayOnly() {
		SlicesRuleDefinition.slices()
			.assignedFrom(new EachPackage())
			.should()
			.beFreeOfCycles()
			.because("a package can be read after those it builds on")
			.check(CLASSES);
	}

	/**
	 * The root package is a slice like any other.
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
