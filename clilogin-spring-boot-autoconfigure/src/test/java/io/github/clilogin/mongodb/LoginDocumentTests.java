package io.github.clilogin.mongodb;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.mongodb.MongoClientSettings;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.clilogin.CliLogin;
import io.github.clilogin.CliLoginTransition;
import io.github.clilogin.CliUser;
import io.github.clilogin.CliLogin.IssuedCredential;
import io.github.clilogin.store.Field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link LoginDocument}.
 */
class LoginDocumentTests {

	private static final Sample SAMPLE = Sample.pending();

	private static final CliUser ROOT_AS_ANN = new CliUser("17", "Ann Example", "ann@example.com", "ann", "root",
			Set.of("ROLE_USER"), true);

	static Stream<CliLogin> states() {
		return Stream.of(SAMPLE.login(), SAMPLE.after(SAMPLE.confirm()), SAMPLE.after(SAMPLE.confirm(null)),
				SAMPLE.after(SAMPLE.confirm(ROOT_AS_ANN)),
				SAMPLE.after(new CliLoginTransition.Reject(null, "no", Sample.NOW)),
				SAMPLE.after(SAMPLE.confirm(), new CliLoginTransition.Reject("ann", null, Sample.NOW)),
				SAMPLE.after(new CliLoginTransition.CancelPending(Sample.NOW)), collected(),
				SAMPLE.after(SAMPLE.confirm(), SAMPLE.collect(), new CliLoginTransition.Redeliver(Sample.NOW)),
				SAMPLE.after(SAMPLE.confirm(), SAMPLE.collect(), new CliLoginTransition.FirstUse(Sample.NOW)),
				SAMPLE.after(SAMPLE.confirm(), SAMPLE.collect(), SAMPLE.revoke()), SAMPLE.after(SAMPLE.confirmSealed()),
				SAMPLE.after(SAMPLE.confirmSealed(), SAMPLE.collectSealed()),
				SAMPLE.after(SAMPLE.confirmSealed(), SAMPLE.collectSealed(), SAMPLE.revoke()));
	}

	private static CliLogin collected() {
		return SAMPLE.after(SAMPLE.confirm(), SAMPLE.collect());
	}

	@ParameterizedTest
	@MethodSource("states")
	void aWrittenLoginIsReadUnchanged(CliLogin login) {
		assertThat(read(LoginDocument.of(login))).isEqualTo(login);
	}

	@ParameterizedTest
	@MethodSource("states")
	void nothingIsWrittenAsNull(CliLogin login) {
		assertThat(LoginDocument.of(login)).doesNotContainValue(null);
	}

	@Test
	void unknownMembersAndNewerVersionsAreRead() {
		Document document = LoginDocument.of(collected())
			.append("v", 2)
			.append("later", Map.of("more", List.of(1, 2)))
			.append("message", null);
		assertThat(read(document)).isEqualTo(collected());
	}

	@Test
	void anyKindOfNumberIsRead() {
		for (Number number : List.of(3, 3L, 3.0)) {
			IssuedCredential issuedCredential = read(LoginDocument.of(collected()).append("redelivered", number))
				.issuedCredential();
			assertThat(issuedCredential).isNotNull().extracting(IssuedCredential::redelivered).isEqualTo(3);
		}
	}

	@Test
	void aCredentialOfAnUnknownKindIsIgnored() {
		CliLogin login = read(LoginDocument.of(SAMPLE.after(SAMPLE.confirm())).append("kind", "later"));
		assertThat(login.pendingCredential()).isNull();
	}

	@Test
	void anOwnerOfUnknownOriginIsReloadable() {
		Document document = LoginDocument.of(collected());
		document.keySet().removeAll(List.of("ownerReloadable", "ownerAuthorities", "ownerPrincipalName"));
		assertThat(read(document).owner()).isEqualTo(new CliUser("ann", "Ann Example", Set.of(), true));
	}

	@ParameterizedTest
	@EnumSource(names = { "ID", "USER_CODE", "STATUS", "FLOW", "CREATED_AT", "EXPIRES_AT", "PURGE_AT", "OWNER_NAME",
			"SCOPES", "CREDENTIAL_EXPIRES_AT", "TOKEN_HASH", "TOKEN_EXPIRES_AT" })
	void aMissingRequiredFieldIsAnError(Field field) {
		Document document = LoginDocument.of(collected());
		document.remove(LoginDocument.member(field));
		assertThatIllegalStateException().isThrownBy(() -> read(document))
			.withMessage("The login has no value for the required field " + field);
	}

	@Test
	void anUnknownStatusIsAnError() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> read(LoginDocument.of(collected()).append("status", "PAUSED")));
	}

	@Test
	void timesAreDates() {
		assertThat(stored(LoginDocument.of(SAMPLE.login())).get("createdAt")).isEqualTo(Date.from(Sample.START));
	}

	private static CliLogin read(Document document) {
		return LoginDocument.read(stored(document));
	}

	/** Returns the document as MongoDB returns it. */
	private static Document stored(Document document) {
		BsonDocument bson = document.toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
		return new DocumentCodec().decode(new BsonDocumentReader(bson), DecoderContext.builder().build());
	}

}
