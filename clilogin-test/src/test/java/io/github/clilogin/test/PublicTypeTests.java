package io.github.clilogin.test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchCondition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the API of this module, and of the libraries that the contract of stores
 * needs.
 */
class PublicTypeTests {

	private static final String PACKAGE = "io.github.clilogin.test";

	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(PACKAGE);

	private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages(PACKAGE, "com.example.acme");

	@Test
	void thePackageHasThesePublicTypesAndNoOthers() {
		assertThat(CLASSES.stream()
			.filter((type) -> type.getPackageName().equals(PACKAGE))
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName)).as("a host can use a public type, so it cannot change")
			.containsExactlyInAnyOrder("AbstractCliLoginRepositoryTests", "CliLoginMockMvcRequestPostProcessors",
					"CliLoginTester", "CollectedCliLogin", "SampleLogins");
	}

	@Test
	void theContractOfStoresNeedsNoWebServerAndNoSpringBoot() {
		classes().that()
			.haveNameMatching(
					".*\\.(AbstractCliLoginRepositoryTests|SampleLogins|StoreOperation|Race|Test[A-Z]\\w+)(\\$.*)?")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(PACKAGE, "io.github.clilogin", "io.github.clilogin.internal",
					"io.github.clilogin.store", "java..", "", "org.jspecify.annotations", "org.junit.jupiter.api..",
					"org.assertj.core..", "org.springframework.security.core..",
					"org.springframework.security.authentication")
			.because("the author of a store may have no web application")
			.check(CLASSES);
	}

	@Test
	void apiDoesNotNeedTheAutoConfiguration() {
		noClasses().that()
			.resideInAPackage(PACKAGE)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(PACKAGE + ".autoconfigure")
			.check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarked() {
		classes().should(ArchCondition.from(DescribedPredicate.describe("be in a null-marked package",
				(JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))))
			.check(WITH_TESTS);
	}

}
