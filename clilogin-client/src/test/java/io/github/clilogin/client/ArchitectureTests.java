package io.github.clilogin.client;

import java.util.ServiceLoader;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the promises to CLIs that embed the library.
 */
class ArchitectureTests {

	private final JavaClasses library = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.github.clilogin.client");

	@Test
	void theLibraryNeedsNothingButTheJdk() {
		assertThat(this.library.size()).isGreaterThan(20);
		classes().should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "javax.net.ssl", "javax.crypto..", "org.jspecify.annotations",
					"io.github.clilogin.client")
			.because("every dependency is forced on the tools that embed it")
			.check(this.library);
	}

	@Test
	void theLibraryNeitherLogsNorPrintsExceptAboutPermissions() {
		NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
			.check(this.library.that(DescribedPredicate.not(JavaClass.Predicates.type(LoosePermissions.class))));
		noClasses().should()
			.dependOnClassesThat()
			.resideInAPackage("java.util.logging")
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(System.Logger.class)
			.because("a device code or a token could be in a log")
			.check(this.library);
	}

	@Test
	void theLibraryIsReadyForANativeImage() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAPackage("java.lang.reflect")
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(ServiceLoader.class)
			.orShould()
			.callMethod(Class.class, "forName", String.class)
			.because("reflection has to be configured there")
			.check(this.library);
	}

	@Test
	void onlyTypesForClisArePublic() {
		assertThat(this.library.stream().filter(ArchitectureTests::isPublic)).extracting(JavaClass::getSimpleName)
			.containsExactlyInAnyOrder("CliLoginClient", "Builder", "LoginFlow", "ServerEndpoints", "PendingLogin",
					"LoginEvent", "Waiting", "BrowserNeeded", "SlowedDown", "Retrying", "CliLoginException", "Reason",
					"Credentials", "CredentialStore", "BrowserLauncher", "ReturnCodePrompt");
	}

	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(ArchitectureTests::isPublic).orElse(true);
	}

}
