package io.github.clilogin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.clilogin.memory.MemoryCliLogins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.core.Authentication;

import io.github.clilogin.testsupport.CapturedLog;
import io.github.clilogin.testsupport.MovableClock;
import io.github.clilogin.testsupport.TestLogins;
import io.github.clilogin.testsupport.TestUsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of {@link CliLoginChoices} at the service.
 */
class CliLoginChoicesTests {

	private static final CliLoginChoice ACME = new CliLoginChoice("acme", "Acme Corp", "Organization");

	private static final CliLoginChoice GLOBEX = new CliLoginChoice("globex", "Globex", "Organization");

	private static final CliLoginChoice ADMIN = new CliLoginChoice("admin", "Administrator", "Role");

	private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-21T12:00:00.123Z"));

	private final Authentication ann = TestUsers.user("ann");

	private final List<String> calls = new ArrayList<>();

	private final List<CliLoginEvent> events = new ArrayList<>();

	private final List<CliLogin> mapped = new ArrayList<>();

	private CliLoginChoices choices = (user, login) -> List.of(ACME, GLOBEX, ADMIN);

	private final CliLoginService service = TestLogins.builder(MemoryCliLogins.repository(), new TestUsers())
		.choices(this::offer)
		.mapper(this::map)
		.clock(this.clock)
		.listener(this.events::add)
		.build();

	private final TestLogins logins = new TestLogins(this.service);

	private final StartResult.Started started = this.logins.start();

	private final String id = this.started.login().id();

	private List<CliLoginChoice> offer(Authentication user, CliLogin login) {
		this.calls.add(user.getName() + " " + login.status());
		return this.choices.offer(user, login);
	}

	private CliCredential map(Authentication user, CliLogin login) {
		this.mapped.add(login);
		return CliCredential.token();
	}

	private void offer(CliLoginChoice... offered) {
		this.choices = (user, login) -> List.of(offered);
	}

	private DecisionResult confirm(String organization, String role) {
		return confirm(Map.of("Organization", organization, "Role", role));
	}

	private DecisionResult confirm(Map<String, String> choices) {
		return this.service.confirm(this.id, this.ann, ConfirmOptions.NONE.choices(choices));
	}

	private CliLogin stored() {
		return this.service.get(this.id).orElseThrow();
	}

	@Test
	void choicesReachMapperStoreEventsListAndApiCall() {
		assertThat(confirm("globex", "admin")).isEqualTo(new DecisionResult.Decided(stored()));
		List<CliLoginChoice> chosen = List.of(GLOBEX, ADMIN);
		assertThat(this.mapped).extracting(CliLogin::choices).containsExactly(chosen);
		assertThat(this.mapped).extracting(CliLogin::status).containsExactly(CliLoginStatus.PENDING);
		String token = this.logins.credential(this.started);
		assertThat(stored().choices()).isEqualTo(chosen);
		assertThat(this.service.logins("ann")).extracting(CliLogin::choices).containsExactly(chosen);
		assertThat(this.service.authenticate(token).orElseThrow().getLogin().choices()).isEqualTo(chosen);
		assertThat(this.events).filteredOn(CliLoginEvent.Collected.class::isInstance)
			.extracting((event) -> ((CliLoginEvent.Collected) event).login().choices())
			.containsExactly(chosen);
		this.service.revoke(token);
		assertThat(stored().choices()).as("kept for the records").isEqualTo(chosen);
	}

	static Stream<Map<String, String>> wrongAnswers() {
		return Stream.of(Map.of(), Map.of("Organization", "acme"), Map.of("Role", "admin"),
				Map.of("Organization", "acme", "Role", ""), Map.of("Organization", "acme", "Role", "acme"),
				Map.of("Organization", "acme", "Role", "Admin"), Map.of("Organization", "acme", "role", "admin"),
				Map.of("Organization", "other", "Role", "admin"),
				Map.of("Organization", "acme", "Role", "admin", "Other", "admin"));
	}

	@ParameterizedTest
	@MethodSource("wrongAnswers")
	void loginWaitsUnlessOneOptionOfEachGroupIsChosen(Map<String, String> ids) {
		assertThat(this.service.confirm(this.id, this.ann, ConfirmOptions.NONE.choices(ids)))
			.isInstanceOfSatisfying(DecisionResult.InvalidChoice.class, (result) -> {
				assertThat(result.login()).isEqualTo(stored());
				assertThat(result.offered().options()).containsExactly(ACME, GLOBEX, ADMIN);
			});
		assertThat(stored()).isEqualTo(this.started.login());
		assertThat(this.mapped).isEmpty();
		assertThat(confirm("acme", "admin")).isInstanceOf(DecisionResult.Decided.class);
	}

	@Test
	void confirmationWithoutChoicesIsRefusedAndSelectsWhatWasChosen() {
		assertThat(this.service.confirm(this.id, this.ann)).isInstanceOf(DecisionResult.InvalidChoice.class);
		assertThat(confirm(Map.of("Organization", "globex"))).isInstanceOfSatisfying(DecisionResult.InvalidChoice.class,
				(result) -> assertThat(result.offered().selected()).containsExactly(GLOBEX, ADMIN));
	}

	@Test
	void groupsMayUseTheSameIds() {
		CliLoginChoice project = new CliLoginChoice("acme", "Project Acme", "Project");
		CliLoginChoice other = new CliLoginChoice("other", "Other", "Project");
		offer(project, ACME, other, GLOBEX);
		confirm(Map.of("Organization", "globex", "Project", "acme"));
		assertThat(stored().choices()).containsExactly(project, GLOBEX);
	}

	@Test
	void noOfferNeedsNoChoiceAndAcceptsNone() {
		offer();
		assertThat(confirm(Map.of("Organization", "acme"))).isInstanceOf(DecisionResult.InvalidChoice.class);
		assertThat(this.service.confirm(this.id, this.ann)).isInstanceOf(DecisionResult.Decided.class);
		assertThat(stored().choices()).isEmpty();
		this.logins.credential(this.started);
		assertThat(this.calls).as("nothing to check at the collection").hasSize(2);
	}

	@Test
	void choicesAreOfferedOncePerViewConfirmationAndCollection() {
		this.service.offer(this.started.login(), this.ann);
		assertThat(this.calls).containsExactly("ann PENDING");
		confirm("acme", "admin");
		confirm("acme", "admin");
		assertThat(this.calls).containsExactly("ann PENDING", "ann PENDING");
		String token = this.logins.credential(this.started);
		assertThat(this.calls).containsExactly("ann PENDING", "ann PENDING", "ann CONFIRMED");
		this.logins.credential(this.started);
		this.service.authenticate(token);
		assertThat(this.calls).as("neither another delivery nor an API call asks").hasSize(3);
	}

	@Test
	void aCredentialOfTheHostIsConfirmedWithoutChoices() {
		this.service.confirm(this.id, this.ann, CliCredential.token());
		assertThat(this.logins.collect(this.started)).isInstanceOf(CollectResult.Collected.class);
		assertThat(this.calls).isEmpty();
	}

	@Test
	void askedChoicesAndSoleOptionsArePreselected() {
		assertThat(preselected()).containsExactly(ADMIN);
		assertThat(preselected("globex")).containsExactly(GLOBEX, ADMIN);
		assertThat(preselected("unknown", "globex")).containsExactly(GLOBEX, ADMIN);
		assertThat(preselected("unknown")).containsExactly(ADMIN);
	}

	private List<CliLoginChoice> preselected(String... asked) {
		CliLogin login = this.logins
			.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM).choices(List.of(asked)).build())
			.login();
		return this.service.offer(login, this.ann).orElseThrow().selected();
	}

	@Test
	void askedChoicesAreNotChosenWithoutTheUser() {
		CliLogin login = this.logins
			.start(CliLoginRequest.builder(CliLoginFlow.CONFIRM).choices(List.of("acme", "admin")).build())
			.login();
		assertThat(this.service.confirm(login.id(), this.ann)).isInstanceOf(DecisionResult.InvalidChoice.class);
	}

	@Test
	void withdrawnChoiceRejectsTheLoginAtItsCollection() {
		confirm("acme", "admin");
		offer(GLOBEX, ADMIN);
		assertThat(this.logins.collect(this.started))
			.isEqualTo(new CollectResult.Rejected("Acme Corp is no longer available"));
		assertThat(stored().status()).isEqualTo(CliLoginStatus.REJECTED);
		assertThat(stored().pendingCredential()).isNull();
		offer(ACME, GLOBEX, ADMIN);
		assertThat(this.logins.collect(this.started))
			.isEqualTo(new CollectResult.Rejected("Acme Corp is no longer available"));
	}

	@Test
	void choiceThatMovedToAnotherGroupIsWithdrawnAndANewLabelIsNot() {
		confirm("acme", "admin");
		offer(new CliLoginChoice("acme", "Acme Inc", "Organization"), ADMIN);
		assertThat(this.logins.collect(this.started)).isInstanceOf(CollectResult.Collected.class);
		assertThat(stored().choices()).containsExactly(ACME, ADMIN);
		StartResult.Started second = this.logins.start();
		this.service.confirm(second.login().id(), this.ann,
				ConfirmOptions.NONE.choices(Map.of("Organization", "acme", "Role", "admin")));
		offer(new CliLoginChoice("acme", "Acme Inc", "Project"), ADMIN);
		assertThat(this.logins.collect(second)).isInstanceOf(CollectResult.Rejected.class);
	}

	@Test
	void withdrawnLabelIsCleanedForTheTerminal() {
		CliLoginChoice hostile = new CliLoginChoice("x", "\u202e\u200bgnp.\u2066Acme" + "é".repeat(150),
				"Organization");
		offer(hostile, GLOBEX);
		confirm(Map.of("Organization", "x"));
		offer(GLOBEX);
		assertThat(((CollectResult.Rejected) this.logins.collect(this.started)).message()).startsWith("gnp.Acmeé")
			.endsWith("é is no longer available")
			.hasSizeLessThan(200);
		StartResult.Started second = this.logins.start();
		offer(new CliLoginChoice("y", "\u202e", "Organization"));
		this.service.confirm(second.login().id(), this.ann, ConfirmOptions.NONE.choices(Map.of("Organization", "y")));
		offer();
		assertThat(this.logins.collect(second)).isEqualTo(new CollectResult.Rejected("y is no longer available"));
	}

	@SuppressWarnings("NullAway") // what a host without null checks may do
	static Stream<CliLoginChoices> failures() {
		return Stream.of((user, login) -> {
			throw new IllegalStateException("down");
		}, (user, login) -> null, (user, login) -> List.of(ACME, new CliLoginChoice("acme", "Again", "Organization")),
				(user, login) -> List.of(new CliLoginChoice("a b", "A", "Organization")),
				(user, login) -> IntStream.range(0, 201)
					.mapToObj((i) -> new CliLoginChoice("o" + i, "O", "Organization"))
					.toList());
	}

	@ParameterizedTest
	@MethodSource("failures")
	void failedOfferDecidesNothing(CliLoginChoices failing) {
		this.choices = failing;
		assertThat(this.service.offer(this.started.login(), this.ann)).isEmpty();
		assertThat(confirm("acme", "admin")).isEqualTo(new DecisionResult.ChoicesUnavailable());
		assertThat(stored()).isEqualTo(this.started.login());
		offer(ACME, ADMIN);
		confirm("acme", "admin");
		this.choices = failing;
		CliLogin confirmed = stored();
		assertThat(catchThrowable(() -> this.logins.collect(this.started))).isInstanceOf(RuntimeException.class);
		assertThat(stored()).isEqualTo(confirmed);
		offer(ACME, ADMIN);
		assertThat(this.logins.collect(this.started)).isInstanceOf(CollectResult.Collected.class);
	}

	@Test
	void repeatedFailureIsOneWarningThatNamesTheBean() {
		this.choices = (user, login) -> {
			throw new OneOfAKindException();
		};
		try (CapturedLog log = new CapturedLog(ChoiceOffers.class)) {
			confirm("acme", "admin");
			confirm("acme", "admin");
			assertThat(log.messages())
				.containsExactly("WARNING The CliLoginChoices bean failed, so a login cannot be confirmed");
		}
	}

	@Test
	void twoHundredOptionsAreOffered() {
		List<CliLoginChoice> many = IntStream.range(0, 200)
			.mapToObj((i) -> new CliLoginChoice("p" + i, "Project " + i, "Project"))
			.toList();
		this.choices = (user, login) -> many;
		confirm(Map.of("Project", "p199"));
		assertThat(stored().choices()).containsExactly(many.get(199));
	}

	@Test
	void everyOptionOfManyGroupsIsStored() {
		List<CliLoginChoice> many = IntStream.range(0, 200)
			.mapToObj((i) -> new CliLoginChoice("p" + i, "\"[" + "\u202e".repeat(198), "Project " + i))
			.toList();
		this.choices = (user, login) -> many;
		confirm(many.stream().collect(Collectors.toMap(CliLoginChoice::group, CliLoginChoice::id)));
		assertThat(stored().choices()).isEqualTo(many);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", " ", "a b", "a\tb", "a\u0000", "a\u00a0b", "a\u2003b", "\u202e", "a\ud800", "a\u0085b" })
	void idWithoutMeaningIsRefused(String bad) {
		assertThat(CliLoginChoice.isId(bad)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> new CliLoginChoice(bad, "Acme", "Organization"))
			.withMessageStartingWith("The ID of a choice must");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\u2003", "a\nb", "a\u0000", "a\ud800", "\udc00", "a\u0085b" })
	void labelOrGroupThatCannotBeStoredIsRefused(String bad) {
		assertThatIllegalArgumentException().isThrownBy(() -> new CliLoginChoice("acme", bad, "Organization"))
			.withMessageStartingWith("The label of a choice must");
		assertThatIllegalArgumentException().isThrownBy(() -> new CliLoginChoice("acme", "Acme", bad))
			.withMessageStartingWith("The group of a choice must");
	}

	@Test
	void lengthsAreCountedInCharactersOfUnicode() {
		String emoji = "\ud83d\ude00";
		assertThat(new CliLoginChoice(emoji.repeat(64), emoji.repeat(200), emoji.repeat(64)).id()).hasSize(128);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CliLoginChoice("x".repeat(65), "Acme", "Organization"));
		assertThatIllegalArgumentException().isThrownBy(() -> new CliLoginChoice("x", "x".repeat(201), "Organization"));
		assertThatIllegalArgumentException().isThrownBy(() -> new CliLoginChoice("x", "Acme", "x".repeat(65)));
		assertThatIllegalArgumentException().isThrownBy(() -> new CliLoginChoice("x", "Acme", " Organization"));
	}

	@Test
	void offerIsImmutable() {
		CliLoginChoices.Offer offered = this.service.offer(this.started.login(), this.ann).orElseThrow();
		assertThat(offered.groups()).containsExactly(Map.entry("Organization", List.of(ACME, GLOBEX)),
				Map.entry("Role", List.of(ADMIN)));
		assertThatIllegalStateException().isThrownBy(() -> CliLoginChoices.Offer.of(List.of(ACME, ACME)));
	}

	private static final class OneOfAKindException extends RuntimeException {

	}

}
