package io.github.clilogin.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import org.bson.Document;

import io.github.clilogin.store.Field;

import static io.github.clilogin.mongodb.LoginDocument.member;

/**
 * Represents the existing indexes of a collection, as MongoDB lists them.
 */
record ExistingIndexes(List<Document> listed) {

	private static final int UNAUTHORIZED = 13;

	/** Returns an empty result if the MongoDB user is not allowed to list indexes. */
	static Optional<ExistingIndexes> of(MongoCollection<?> logins) {
		try {
			return Optional.of(new ExistingIndexes(logins.listIndexes().into(new ArrayList<>())));
		}
		catch (MongoCommandException ex) {
			if (ex.getErrorCode() != UNAUTHORIZED) {
				throw ex;
			}
			return Optional.empty();
		}
	}

	boolean haveUniqueUserCode() {
		return anyComplete((index) -> key(index).keySet().equals(Set.of(member(Field.USER_CODE)))
				&& index.getBoolean("unique", false));
	}

	boolean haveOwnerWithDescendingStatus() {
		return anyComplete((index) -> {
			List<String> names = List.copyOf(key(index).keySet());
			return names.size() >= 2 && names.get(0).equals(member(Field.OWNER))
					&& names.get(1).equals(member(Field.STATUS))
					&& key(index).get(member(Field.STATUS)) instanceof Number direction && direction.intValue() < 0;
		});
	}

	/** Ignores partial indexes, because they omit logins. */
	private boolean anyComplete(Predicate<Document> wanted) {
		return this.listed.stream().filter((index) -> !index.containsKey("partialFilterExpression")).anyMatch(wanted);
	}

	private static Document key(Document index) {
		return index.get("key", Document.class);
	}

}
