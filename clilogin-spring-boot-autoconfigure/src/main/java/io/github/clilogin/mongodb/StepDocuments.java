package io.github.clilogin.mongodb;

import java.util.List;

import org.bson.Document;

import io.github.clilogin.store.Field;
import io.github.clilogin.store.Guard;
import io.github.clilogin.store.Step;

/**
 * Converts steps to filters and updates. Uses only plain operators, which databases
 * compatible with MongoDB support too.
 */
final class StepDocuments {

	private StepDocuments() {
	}

	static Document filter(Step step) {
		List<Document> any = step.anyOf().stream().map(StepDocuments::filter).toList();
		return (any.size() == 1) ? any.get(0) : new Document("$or", any);
	}

	/** Returns the filter of a step on one login, whose guards do not name the ID. */
	static Document filter(Step step, String id) {
		Document filter = filter(step);
		if (filter.put(LoginDocument.member(Field.ID), id) != null) {
			throw new IllegalArgumentException("A step on one login must not have a guard on the ID");
		}
		return filter;
	}

	static Document filter(List<Guard> guards) {
		Document all = new Document();
		guards.forEach((guard) -> all.append(LoginDocument.member(guard.field()), condition(guard)));
		return all;
	}

	private static Object condition(Guard guard) {
		return switch (guard.word()) {
			case IN -> (guard.operands().size() == 1) ? guard.operand() : new Document("$in", guard.operands());
			case NOT -> new Document("$ne", guard.operand());
			case AFTER -> new Document("$gt", guard.operand());
			case BEFORE -> new Document("$lt", guard.operand());
			case PRESENT -> new Document("$exists", true);
			case ABSENT -> new Document("$exists", false);
			case ABSENT_OR_LESS -> new Document("$not", new Document("$gte", guard.operand()));
		};
	}

	static Document update(Step step) {
		Document set = new Document();
		step.set().forEach((field, value) -> set.append(LoginDocument.member(field), value));
		Document unset = new Document();
		step.erase().forEach((field) -> unset.append(LoginDocument.member(field), ""));
		Document update = new Document();
		append(update, "$set", set);
		append(update, "$unset", unset);
		Field count = step.count();
		return (count != null) ? update.append("$inc", new Document(LoginDocument.member(count), 1)) : update;
	}

	private static void append(Document update, String operator, Document members) {
		if (!members.isEmpty()) {
			update.append(operator, members);
		}
	}

}
