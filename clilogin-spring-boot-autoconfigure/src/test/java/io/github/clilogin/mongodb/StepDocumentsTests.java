package io.github.clilogin.mongodb;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.bson.BsonDocument;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginFlow;
import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginRequest;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliUser;
import io.github.clilogin.internal.Sha256;
import io.github.clilogin.store.Guard;
import io.github.clilogin.store.Step;
import io.github.clilogin.test.SampleLogins;
import io.github.clilogin.testsupport.RealMongoDbTest;
import io.github.clilogin.CliLogin.PendingCredential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests the {@code updateOne} of each transition and the stored document after it.
 */
@RealMongoDbTest
class StepDocumentsTests {

	private static final Sample SAMPLE = Sample.pending();

	private static final String SECRETS = "salt: '', sealed: '', returnHash: '', returnMissed: '', ";

	private static final String STARTED = """
			_id: ID, v: 1, flow: "CONFIRM", userCode: CODE, clientId: "acme", clientVersion: "1.4",
			deviceName: "ann-laptop", askedScopes: ["write", "read"], address: "203.0.113.7", userAgent: "acme/1.4",
			createdAt: START, expiresAt: START+10m, sealKey: "c2VhbCBrZXk",
			""";

	private static final String CONFIRMED = STARTED
			+ """
					owner: "ann", ownerName: "Ann Example", ownerPrincipalName: "ann.example", ownerAuthorities: ["ROLE_ADMIN", "ROLE_USER"],
					ownerReloadable: true, decidedBy: "ann", decidedAt: NOW,
					kind: "token", scopes: ["write", "read"], credentialExpiresAt: NOW+90d,
					""";

	private static final String COLLECTED = CONFIRMED + """
			collectedAt: NOW, tokenHash: HASH, tokenExpiresAt: NOW+90d,
			""";

	private static final String SEALED = CONFIRMED.replace("""
			kind: "token", scopes: ["write", "read"], credentialExpiresAt: NOW+90d,
			""", """
			kind: "sealed", credentialType: "Bearer", credentialExpiresAt: NOW+1h,
			""");

	@AutoClose
	private final TestMongo mongo = new TestMongo(getClass());

	private final CliLoginRepository repository = this.mongo.repository();

	@Test
	void aGuardOnTheIdIsNotReplaced() {
		Step step = Step.when(List.of(Guard.idIsNot("1"))).build();
		assertThat(StepDocuments.filter(step)).containsKey("_id");
		assertThatIllegalArgumentException().isThrownBy(() -> StepDocuments.filter(step, "2"));
	}

	/**
	 * A transition in the making.
	 *
	 * @param before the way to the login it happens to
	 * @param transition the transition
	 * @param guard the filter sent
	 * @param update the update sent
	 * @param after the document stored
	 */
	record Case(List<CliLoginTransition> before, CliLoginTransition transition, String guard, String update,
			String after) {

		@Override
		public String toString() {
			return this.transition.getClass().getSimpleName() + " after " + this.before.size();
		}

	}

	static Stream<Case> cases() {
		CliLoginTransition confirm = SAMPLE.confirm();
		CliLoginTransition collect = SAMPLE.collect();
		CliLoginTransition firstUse = new CliLoginTransition.FirstUse(Sample.NOW);
		return Stream.of(
				new Case(List.of(), confirm, "{ _id: ID, status: 'PENDING', expiresAt: { $gt: NOW } }",
						"""
								{ $set: { status: "CONFIRMED", owner: "ann", ownerName: "Ann Example", ownerPrincipalName: "ann.example",
								  ownerAuthorities: ["ROLE_ADMIN", "ROLE_USER"], ownerReloadable: true, decidedBy: "ann",
								  decidedAt: NOW, kind: "token", salt: "c2FsdA", scopes: ["write", "read"],
								  credentialExpiresAt: NOW+90d, collectBy: NOW+2m, wakeAt: NOW, purgeAt: NOW+62m } }
								""",
						CONFIRMED + """
								status: "CONFIRMED", salt: "c2FsdA", collectBy: NOW+2m, wakeAt: NOW, purgeAt: NOW+62m
								"""),
				new Case(List.of(), SAMPLE.confirm(null), "{ _id: ID, status: 'PENDING', expiresAt: { $gt: NOW } }", """
						{ $set: { status: "CONFIRMED", decidedAt: NOW, kind: "token", salt: "c2FsdA",
						  scopes: ["write", "read"], credentialExpiresAt: NOW+90d, collectBy: NOW+2m, wakeAt: NOW,
						  purgeAt: NOW+62m }, $unset: { decidedBy: "" } }
						""", STARTED + """
						status: "CONFIRMED", decidedAt: NOW, kind: "token", salt: "c2FsdA", scopes: ["write", "read"],
						credentialExpiresAt: NOW+90d, collectBy: NOW+2m, wakeAt: NOW, purgeAt: NOW+62m
						"""),
				new Case(List.of(), new CliLoginTransition.Reject("ann", "not\n me", Sample.NOW), """
						{ _id: ID, $or: [ { status: "PENDING", expiresAt: { $gt: NOW } },
						  { status: "CONFIRMED", decidedBy: "ann" } ] }
						""",
						"""
								{ $set: { status: "REJECTED", decidedBy: "ann", decidedAt: NOW, message: "not me", wakeAt: NOW,
								  purgeAt: NOW+1h }, $unset: { salt: "", sealed: "", returnHash: "", returnMissed: "", collectBy: "" } }
								""",
						STARTED + """
								status: "REJECTED", decidedBy: "ann", decidedAt: NOW, message: "not me", wakeAt: NOW,
								purgeAt: NOW+1h
								"""),
				new Case(List.of(confirm), new CliLoginTransition.Reject(null, null, Sample.NOW), """
						{ _id: ID, $or: [ { status: "PENDING", expiresAt: { $gt: NOW } }, { status: "CONFIRMED" } ] }
						""",
						"""
								{ $set: { status: "REJECTED", decidedAt: NOW, wakeAt: NOW, purgeAt: NOW+1h },
								  $unset: { salt: "", sealed: "", returnHash: "", returnMissed: "", collectBy: "", decidedBy: "" } }
								""",
						CONFIRMED.replace("decidedBy: \"ann\", ", "") + """
								status: "REJECTED", wakeAt: NOW, purgeAt: NOW+1h
								"""),
				new Case(List.of(), new CliLoginTransition.Open(Sample.NOW),
						"{ _id: ID, status: 'PENDING', openedAt: { $exists: false } }", "{ $set: { openedAt: NOW } }",
						STARTED + "status: 'PENDING', openedAt: NOW, purgeAt: START+70m"),
				new Case(List.of(),
						new CliLoginTransition.IfSameLogin(SAMPLE.login().userCode(),
								new CliLoginTransition.CancelPending(Sample.NOW)),
						"{ _id: ID, status: 'PENDING', userCode: CODE }",
						"{ $set: { status: 'CANCELLED', purgeAt: NOW+1m } }",
						STARTED + "status: 'CANCELLED', purgeAt: NOW+1m"),
				new Case(List.of(), new CliLoginTransition.CancelPending(Sample.NOW), "{ _id: ID, status: 'PENDING' }",
						"{ $set: { status: 'CANCELLED', purgeAt: NOW+1m } }",
						STARTED + "status: 'CANCELLED', purgeAt: NOW+1m"),
				new Case(List.of(), new CliLoginTransition.Evict(Sample.NOW),
						"{ _id: ID, status: 'PENDING', expiresAt: { $gt: NOW }, openedAt: { $exists: false } }",
						"{ $set: { status: 'CANCELLED', message: \"" + CliLoginTransition.Evict.MESSAGE
								+ "\", purgeAt: NOW+1m } }",
						STARTED + "status: 'CANCELLED', message: \"" + CliLoginTransition.Evict.MESSAGE
								+ "\", purgeAt: NOW+1m"),
				new Case(List.of(confirm), new CliLoginTransition.Cancel(Sample.NOW),
						"{ _id: ID, status: 'CONFIRMED' }", """
								{ $set: { status: "CANCELLED", wakeAt: NOW, purgeAt: NOW+1h },
								  $unset: { salt: "", sealed: "", returnHash: "", returnMissed: "", collectBy: "" } }
								""", CONFIRMED + """
								status: "CANCELLED", wakeAt: NOW, purgeAt: NOW+1h
								"""),
				new Case(List.of(confirm), collect,
						"{ _id: ID, status: 'CONFIRMED', collectBy: { $gt: NOW }, kind: 'token', returnHash: { $exists: false } }",
						"""
								{ $set: { status: "COLLECTED", collectedAt: NOW, redeliverUntil: NOW+5m, tokenHash: HASH,
								  tokenExpiresAt: NOW+90d, purgeAt: NOW+2161h }, $unset: { wakeAt: "", collectBy: "" } }
								""",
						COLLECTED + """
								status: "COLLECTED", salt: "c2FsdA", redeliverUntil: NOW+5m, purgeAt: NOW+2161h
								"""),
				new Case(List.of(), SAMPLE.confirmSealed(), "{ _id: ID, status: 'PENDING', expiresAt: { $gt: NOW } }",
						"""
								{ $set: { status: "CONFIRMED", owner: "ann", ownerName: "Ann Example", ownerPrincipalName: "ann.example",
								  ownerAuthorities: ["ROLE_ADMIN", "ROLE_USER"], ownerReloadable: true,
								  decidedBy: "ann", decidedAt: NOW, kind: "sealed", sealed: "Ym94",
								  credentialType: "Bearer", credentialExpiresAt: NOW+1h, collectBy: NOW+2m,
								  wakeAt: NOW, purgeAt: NOW+62m } }
								""",
						SEALED + """
								status: "CONFIRMED", sealed: "Ym94", collectBy: NOW+2m, wakeAt: NOW, purgeAt: NOW+62m
								"""),
				new Case(List.of(SAMPLE.confirmSealed()), SAMPLE.collectSealed(),
						"{ _id: ID, status: 'CONFIRMED', collectBy: { $gt: NOW }, kind: 'sealed', returnHash: { $exists: false } }",
						"""
								{ $set: { status: "COLLECTED", collectedAt: NOW, redeliverUntil: NOW+1m,
								  purgeAt: NOW+1h }, $unset: { wakeAt: "", collectBy: "" } }
								""", SEALED + """
								status: "COLLECTED", sealed: "Ym94", collectedAt: NOW, redeliverUntil: NOW+1m,
								purgeAt: NOW+1h
								"""),
				new Case(List.of(SAMPLE.confirmSealed(), SAMPLE.collectSealed()),
						new CliLoginTransition.CancelCollected(Sample.NOW),
						"{ _id: ID, status: 'COLLECTED', redeliverUntil: { $gt: NOW } }", revocation("cli"),
						SEALED + """
								status: "REVOKED", collectedAt: NOW, revokedBy: "cli", revokedAt: NOW, wakeAt: NOW,
								purgeAt: NOW+30d
								"""),
				new Case(List.of(confirm, collect), new CliLoginTransition.Redeliver(Sample.NOW), """
						{ _id: ID, status: "COLLECTED", redeliverUntil: { $gt: NOW }, returnHash: { $exists: false },
						  redelivered: { $not: { $gte: 20 } } }
						""", "{ $inc: { redelivered: 1 } }", COLLECTED + """
						status: "COLLECTED", salt: "c2FsdA", redeliverUntil: NOW+5m, redelivered: 1, purgeAt: NOW+2161h
						"""),
				new Case(List.of(confirm, collect), firstUse,
						"{ _id: ID, status: 'COLLECTED', redeliverUntil: { $exists: true } }",
						"{ $set: { lastUsedAt: NOW }, $unset: { " + SECRETS + "redeliverUntil: '' } }",
						COLLECTED + "status: 'COLLECTED', lastUsedAt: NOW, purgeAt: NOW+2161h"),
				new Case(List.of(confirm, collect), new CliLoginTransition.Use(Sample.NOW),
						"{ _id: ID, status: 'COLLECTED', lastUsedAt: { $not: { $gte: NOW-5m } } }",
						"{ $set: { lastUsedAt: NOW } }", COLLECTED + """
								status: "COLLECTED", salt: "c2FsdA", redeliverUntil: NOW+5m, lastUsedAt: NOW,
								purgeAt: NOW+2161h
								"""),
				new Case(List.of(confirm, collect), new CliLoginTransition.CancelCollected(Sample.NOW),
						"{ _id: ID, status: 'COLLECTED', redeliverUntil: { $gt: NOW } }", revocation("cli"),
						COLLECTED
								+ "status: 'REVOKED', revokedBy: 'cli', revokedAt: NOW, wakeAt: NOW, purgeAt: NOW+30d"),
				new Case(List.of(confirm, collect, firstUse), SAMPLE.revoke(),
						"{ _id: ID, status: { $in: ['COLLECTED', 'CONFIRMED'] }, owner: 'ann' }", revocation("ann"),
						COLLECTED + """
								status: "REVOKED", lastUsedAt: NOW, revokedBy: "ann", revokedAt: NOW, wakeAt: NOW,
								purgeAt: NOW+30d
								"""),
				new Case(List.of(confirm), new CliLoginTransition.Revoke(null, "account", Sample.NOW),
						"{ _id: ID, status: { $in: ['COLLECTED', 'CONFIRMED'] } }", revocation("account"),
						CONFIRMED + """
								status: "REVOKED", revokedBy: "account", revokedAt: NOW, wakeAt: NOW, purgeAt: NOW+30d
								"""),
				new Case(List.of(confirm), new CliLoginTransition.RevokeUncollected("ann", Sample.NOW),
						"{ _id: ID, status: 'CONFIRMED' }", revocation("ann"), CONFIRMED + """
								status: "REVOKED", revokedBy: "ann", revokedAt: NOW, wakeAt: NOW, purgeAt: NOW+30d
								"""));
	}

	/** The transitions that a return code adds, and a collection that it guards. */
	static Stream<Case> casesWithReturnCode() {
		CliLoginTransition confirm = SampleLogins.demanding(SampleLogins.confirm(SampleLogins.ANN, Sample.NOW));
		CliLoginTransition miss = SampleLogins.miss(0, Sample.NOW);
		CliLoginTransition secondMiss = SampleLogins.miss(1, Sample.NOW);
		CliLoginTransition collect = SampleLogins.collectWithCode(SAMPLE.login(), Sample.NOW);
		String guard = "returnHash: '" + SampleLogins.RETURN_HASH.value() + "', returnMisses: ";
		String waiting = CONFIRMED + "salt: 'c2FsdA', status: 'CONFIRMED', collectBy: NOW+2m, wakeAt: NOW, "
				+ "purgeAt: NOW+62m, ";
		String loopback = "returnHash: '" + SampleLogins.RETURN_HASH.value() + "', proof: 'LOOPBACK'";
		String typed = "returnHash: '" + SampleLogins.TYPED_HASH.value() + "', proof: 'TYPED'";
		String missed = "returnMissed: '" + Sha256.hex("wrong return code") + "'";
		return Stream.of(
				new Case(List.of(confirm), SampleLogins.swap("ann", Sample.NOW),
						"{ _id: ID, status: 'CONFIRMED', collectBy: { $gt: NOW }, returnHash: '"
								+ SampleLogins.RETURN_HASH.value() + "', decidedBy: 'ann' }",
						"{ $set: { " + typed + " } }", waiting + typed),
				new Case(List.of(confirm), miss, "{ _id: ID, status: 'CONFIRMED', " + guard + "{ $exists: false } }",
						"{ $set: { " + missed + " }, $inc: { returnMisses: 1 } }",
						waiting + loopback + ", returnMisses: 1, " + missed),
				new Case(List.of(confirm, miss, secondMiss),
						new CliLoginTransition.LastMiss(SampleLogins.attempt(2), Sample.NOW),
						"{ _id: ID, status: 'CONFIRMED', " + guard + "2 }",
						"{ $set: { status: 'REJECTED', decidedAt: NOW, message: '" + CliLoginTransition.LastMiss.MESSAGE
								+ "', wakeAt: NOW, purgeAt: NOW+1h }, $unset: { " + SECRETS + "collectBy: '' }, "
								+ "$inc: { returnMisses: 1 } }",
						CONFIRMED + "status: 'REJECTED', message: '" + CliLoginTransition.LastMiss.MESSAGE
								+ "', wakeAt: NOW, purgeAt: NOW+1h, proof: 'LOOPBACK', returnMisses: 3"),
				new Case(List.of(confirm), collect,
						"{ _id: ID, status: 'CONFIRMED', collectBy: { $gt: NOW }, kind: 'token', " + guard
								+ "{ $exists: false } }",
						"{ $set: { status: 'COLLECTED', collectedAt: NOW, redeliverUntil: NOW+5m, tokenHash: HASH, "
								+ "tokenExpiresAt: NOW+90d, purgeAt: NOW+2161h }, $unset: { wakeAt: '', collectBy: '' } }",
						COLLECTED + "status: 'COLLECTED', salt: 'c2FsdA', redeliverUntil: NOW+5m, purgeAt: NOW+2161h, "
								+ loopback),
				new Case(List.of(confirm, collect), new CliLoginTransition.EndGrace(Sample.NOW),
						"{ _id: ID, status: 'COLLECTED', redeliverUntil: { $gt: NOW } }",
						"{ $unset: { " + SECRETS + "redeliverUntil: '' } }",
						COLLECTED + "status: 'COLLECTED', purgeAt: NOW+2161h, proof: 'LOOPBACK'"));
	}

	private static String revocation(String by) {
		return """
				{ $set: { status: "REVOKED", revokedBy: "%s", revokedAt: NOW, wakeAt: NOW, purgeAt: NOW+30d },
				  $unset: { salt: "", sealed: "", returnHash: "", returnMissed: "", collectBy: "", redeliverUntil: "" } }
				"""
			.formatted(by);
	}

	@ParameterizedTest
	@MethodSource({ "cases", "casesWithReturnCode" })
	void aTransitionIsOneGuardedUpdate(Case expected) {
		this.repository.insert(SAMPLE.login());
		expected.before().forEach((transition) -> this.repository.apply(SAMPLE.id(), transition));
		this.mongo.sent();
		assertThat(this.repository.apply(SAMPLE.id(), expected.transition())).isTrue();
		assertThat(this.mongo.sent()).singleElement().satisfies((command) -> {
			assertThat(command.getFirstKey()).isEqualTo("update");
			assertThat(command.getArray("updates")).containsExactly(golden(expected));
		});
		assertThat(this.mongo.stored(SAMPLE.id())).isEqualTo(golden("{" + expected.after() + "}"));
	}

	private static BsonDocument golden(Case expected) {
		return golden("{ q: " + expected.guard() + ", u: " + expected.update() + "}");
	}

	private static BsonDocument golden(String json) {
		return new Golden(SAMPLE).document(json);
	}

	@Test
	void everyTransitionHasItsCase() {
		Set<Class<?>> covered = Stream.concat(cases(), casesWithReturnCode())
			.map((one) -> one.transition().getClass())
			.collect(Collectors.toSet());
		assertThat(covered).containsExactlyInAnyOrder(CliLoginTransition.class.getPermittedSubclasses());
	}

	@Test
	void aStartIsOneInsert() {
		this.repository.insert(Sample.pending().login());
		this.mongo.sent();
		this.repository.insert(SAMPLE.login());
		assertThat(this.mongo.sentNames()).containsExactly("insert");
		assertThat(this.mongo.stored(SAMPLE.id()))
			.isEqualTo(golden("{" + STARTED + "status: 'PENDING', purgeAt: START+70m }"));
	}

	@Test
	void absentClaimsAreNotStored() {
		CliLogin full = SAMPLE.login();
		CliLogin bare = CliLogin.builder(full.id(), full.userCode(), CliLoginRequest.of(CliLoginFlow.BROWSER))
			.createdAt(full.createdAt())
			.expiresAt(full.expiresAt())
			.build();
		this.repository.insert(bare);
		assertThat(this.mongo.stored(SAMPLE.id())).isEqualTo(golden("""
				{ _id: ID, v: 1, flow: "BROWSER", status: "PENDING", userCode: CODE, createdAt: START,
				  expiresAt: START+10m, purgeAt: START+70m }
				"""));
	}

	@Test
	void noScopesAreStoredAsSuchBecauseTheyGrantEverything() {
		CliLoginTransition confirm = new CliLoginTransition.Confirm(new CliUser("ann", "Ann", Set.of(), false), null,
				List.of(), new PendingCredential.OwnToken("c2FsdA", Set.of(), Sample.NOW), Sample.NOW, Sample.NOW);
		this.repository.insert(SAMPLE.login());
		this.repository.apply(SAMPLE.id(), confirm);
		assertThat(this.mongo.stored(SAMPLE.id()).getArray("scopes")).isEmpty();
		assertThat(this.mongo.stored(SAMPLE.id()).getArray("ownerAuthorities")).isEmpty();
	}

}
