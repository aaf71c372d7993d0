package io.github.clilogin.mongodb;

import java.util.Date;
import java.util.EnumMap;
import java.util.Map;

import org.bson.Document;

import io.github.clilogin.CliLogin;
import io.github.clilogin.store.Field;
import io.github.clilogin.store.Row;

/**
 * Converts logins to documents and back. Ignores unknown members, so that newer instances
 * can add some.
 */
final class LoginDocument {

	private static final String VERSION = "v";

	private static final int CURRENT_VERSION = 1;

	private LoginDocument() {
	}

	/** Returns the member name of a field. */
	static String member(Field field) {
		return (field == Field.ID) ? "_id" : field.camelCase();
	}

	static Document of(CliLogin login) {
		return state(login).append(VERSION, CURRENT_VERSION);
	}

	/** Returns the present fields. As a filter, it finds the login in this state. */
	static Document state(CliLogin login) {
		Document document = new Document();
		login.row().values().forEach((field, value) -> document.append(member(field), value));
		return document;
	}

	static CliLogin read(Document document) {
		Map<Field, Object> values = new EnumMap<>(Field.class);
		for (Field field : Field.values()) {
			Object value = document.get(member(field));
			if (value != null) {
				values.put(field, read(field, value));
			}
		}
		return CliLogin.of(Row.of(values));
	}

	private static Object read(Field field, Object value) {
		return switch (field.type()) {
			case TEXT, TEXTS, FLAG -> value;
			case TIME -> ((Date) value).toInstant();
			case NUMBER -> ((Number) value).intValue();
		};
	}

}
