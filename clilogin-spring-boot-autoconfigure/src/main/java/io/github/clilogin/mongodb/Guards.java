package io.github.clilogin.mongodb;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.bson.Document;

import io.github.clilogin.CliLoginStatus;
import io.github.clilogin.CliLoginTransition;

/**
 * The words in which filters ask about a login.
 */
final class Guards {

	private Guards() {
	}

	static Document is(CliLoginStatus... any) {
		List<String> names = Stream.of(any).map(CliLoginStatus::name).sorted().toList();
		return new Document(Fields.STATUS, (names.size() == 1) ? names.get(0) : new Document("$in", names));
	}

	static Document pending(Instant now) {
		return is(CliLoginStatus.PENDING).append(Fields.EXPIRES_AT, after(now));
	}

	static Document collectable(String kind, Instant now) {
		return is(CliLoginStatus.CONFIRMED).append(Fields.COLLECT_BY, after(now)).append(Fields.KIND, kind);
	}

	static Document inGrace(Instant now) {
		return is(CliLoginStatus.COLLECTED).append(Fields.REDELIVER_UNTIL, after(now));
	}

	static Document revocable() {
		return is(CliLoginTransition.Revoke.FROM.toArray(new CliLoginStatus[0]));
	}

	static Document revocable(String ownerId) {
		return revocable().append(Fields.OWNER, ownerId);
	}

	static Document after(Instant instant) {
		return new Document("$gt", instant);
	}

	static Document before(Instant instant) {
		return new Document("$lt", instant);
	}

	static Document exists() {
		return new Document("$exists", true);
	}

	/** Less than the limit, or absent. */
	static Document notFrom(Object limit) {
		return new Document("$not", new Document("$gte", limit));
	}

}
