package io.github.clilogin.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchCondition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

/**
 * Tests rules that hold for every class.
 */
class StyleTests {

	private static final String ROOT = "io.github.clilogin";

	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages(ROOT);

	@Test
	void everyPackageIsNullMarked() {
		classes().should(beInANullMarkedPackage())
			.because("null is said where it may be, in tests as well, and checked by the compiler")
			.check(WITH_TESTS);
	}

	@Test
	void autoConfigurationsArePublicAndFinalAndNoApi() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.because("a host names them to order or to exclude them, and does nothing else with them")
			.check(CLASSES);
		methods().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic()
			.because("bean methods are not API")
			.check(CLASSES);
	}

	@Test
	void nothingIsDrawnFromAWeakSource() {
		noClasses().should()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.util.Random")
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
			.orShould()
			.callMethod(Math.class, "random")
			.because("codes and tokens must be unpredictable")
			.check(CLASSES);
	}

	@Test
	void nothingIsInjectedIntoFields() {
		noFields().should()
			.beAnnotatedWith(Autowired.class)
			.orShould()
			.beAnnotatedWith(Value.class)
			.because("a class says in its constructor what it needs")
			.check(CLASSES);
	}

	@Test
	void loggingGoesThroughTheJdk() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.slf4j..", "org.apache.commons.logging..", "java.util.logging..",
					"ch.qos.logback..")
			.because("java.lang.System.Logger reaches the logging system of the host without a dependency")
			.check(CLASSES);
	}

	private static ArchCondition<JavaClass> beInANullMarkedPackage() {
		return ArchCondition.from(DescribedPredicate.describe("be in a null-marked package",
				(type) -> type.getPackage().isAnnotatedWith(NullMarked.class)));
	}

}
