package io.github.clilogin.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the API: the public types of the base packages. Each of them is a promise, so
 * a new one is added here on purpose. Sub-packages are not API.
 */
class PublicTypeTests {

	private static final String ROOT = "io.github.clilogin";

	private static final Map<String, List<String>> API = Map.of("",
			List.of("CliCredential", "CliCredentialMapper", "CliLogin", "CliLoginChoice", "CliLoginChoices",
					"CliLoginEvent", "CliLoginFlow", "CliLoginProof", "CliLoginRepository", "CliLoginRequest",
					"CliLoginService", "CliLoginSettings", "CliLoginStatus", "CliLoginTransition",
					"CliTokenAuthentication", "CliUser", "CliUserService", "CollectResult", "ConfirmOptions",
					"CredentialSealer", "DecisionResult", "DeviceCode", "ReturnCode", "StartResult"),
			".hpke", List.of("HpkeSealer"), ".jdbc", List.of("JdbcCliLogins"), ".memory", List.of("MemoryCliLogins"),
			".mongodb", List.of("MongoCliLogins"), ".security", List.of("CliLoginSecurity"), ".store",
			List.of("Field", "Guard", "Row", "Step"), ".web", List.of("CliLoginPaths", "CliLoginTenantResolver",
					"CliLoginWebSettings", "ConfirmationPage", "ConfirmationPageRenderer"));

	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	static Set<String> basePackages() {
		return API.keySet();
	}

	@ParameterizedTest
	@MethodSource("basePackages")
	void basePackageHasThesePublicTypesAndNoOthers(String part) {
		Set<String> shown = CLASSES.stream()
			.filter((type) -> type.getPackageName().equals(ROOT + part))
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName)
			.collect(Collectors.toSet());
		assertThat(shown).as("a host can use a public type, so it cannot change")
			.containsExactlyInAnyOrderElementsOf(API.get(part));
	}

}
