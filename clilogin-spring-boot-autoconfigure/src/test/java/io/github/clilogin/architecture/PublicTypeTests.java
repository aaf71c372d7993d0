package io.github.clilogin.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.theClass;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a host can name of the parts around the core. Each public type is a promise, so
 * that a new one is added here, on purpose.
 */
class PublicTypeTests {

	private static final String ROOT = "io.github.clilogin";

	/** The one class by which each part is entered. */
	private static final Map<String, String> ENTRIES = Map.of("hpke", "HpkeSealer", "memory", "MemoryCliLogins",
			"mongodb", "MongoCliLogins", "security", "CliLoginSecurity", "web", "CliLoginWeb");

	/** What an entry takes or gives that is no type of the core or of a library. */
	private static final Map<String, List<String>> BESIDES = Map.of("web", List.of("CliLoginLimits", "CliLoginPaths",
			"CliLoginWebSettings", "WaitingPolls", "SessionEndpoint", "ConfirmationPage", "ConfirmationPageRenderer"));

	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@ParameterizedTest
	@ValueSource(strings = { "hpke", "memory", "mongodb", "security", "web" })
	void partShowsItsEntryAndWhatThatTakesOrGives(String part) {
		Set<String> expected = Stream
			.concat(Stream.of(ENTRIES.get(part)), BESIDES.getOrDefault(part, List.of()).stream())
			.collect(Collectors.toSet());
		Set<String> shown = CLASSES.stream()
			.filter((type) -> type.getPackageName().equals(ROOT + "." + part))
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName)
			.collect(Collectors.toSet());
		assertThat(shown).as("what hosts can name cannot change, and everything else can").isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "hpke", "memory", "mongodb", "security", "web" })
	void entryIsFinalAndHasFactoriesOnly(String part) {
		theClass(ROOT + "." + part + "." + ENTRIES.get(part)).should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveOnlyPrivateConstructors()
			.because("each part is entered by one class, and what it is made of can change")
			.check(CLASSES);
	}

}
