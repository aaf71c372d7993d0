package io.github.clilogin.client;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the library promises to those who embed it.
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

}
