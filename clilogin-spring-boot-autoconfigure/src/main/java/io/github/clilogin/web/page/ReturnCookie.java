package io.github.clilogin.web.page;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;

import io.github.clilogin.web.user.HostCookie;

/**
 * Remembers the last logins for which this browser got a return code, in a session
 * cookie. Another site or the CLI can then open a page without naming the login. The
 * cookie contains no secret. Each use of an ID checks that the user has decided the
 * login.
 */
final class ReturnCookie {

	private static final String NAME = "clilogin-return";

	private static final int MAX_LOGINS = 4;

	private static final String UPDATED = ReturnCookie.class.getName() + ".updated";

	private final HostCookie cookie;

	ReturnCookie(@Nullable URI baseUrl) {
		this.cookie = new HostCookie(NAME, baseUrl);
	}

	/** Returns the IDs of the logins, the last one first. */
	List<String> ids(HttpServletRequest request) {
		return entries(request).map(Entry::id).toList();
	}

	/** Returns whether this browser has a mark for a login. */
	boolean has(Mark mark, String id, HttpServletRequest request) {
		return entries(request).anyMatch((entry) -> entry.id().equals(id) && entry.has(mark));
	}

	/** Puts a login first, and keeps its marks. */
	void remember(String id, HttpServletRequest request, Mark... marks) {
		List<Entry> entries = new ArrayList<>(entries(request).toList());
		String before = entries.stream()
			.filter((entry) -> entry.id().equals(id))
			.map(Entry::marks)
			.findFirst()
			.orElse("");
		entries.removeIf((entry) -> entry.id().equals(id));
		entries.add(0, new Entry(id, before).with(marks));
		request.setAttribute(UPDATED,
				entries.stream().limit(MAX_LOGINS).map(Entry::text).collect(Collectors.joining(".")));
	}

	private Stream<Entry> entries(HttpServletRequest request) {
		return updated(request).or(() -> this.cookie.read(request))
			.stream()
			.flatMap((value) -> Stream.of(value.split("\\.")))
			.filter((text) -> Entry.TEXT.matcher(text).matches())
			.map((text) -> new Entry(text.substring(0, Entry.ID_LENGTH), text.substring(Entry.ID_LENGTH)))
			.limit(MAX_LOGINS);
	}

	private static Optional<String> updated(HttpServletRequest request) {
		return Optional.ofNullable((String) request.getAttribute(UPDATED));
	}

	/** Returns the cookie to send with the response, if this request has changed it. */
	Optional<ResponseCookie> toSet(HttpServletRequest request) {
		return updated(request).map((value) -> this.cookie.with(value, request).build());
	}

	/** Lists the marks of a login in this browser. */
	enum Mark {

		/** It got a page that sends the code to the CLI without a click. */
		SENT("s"),

		/** Its user said that the CLI is in front of the user. */
		ANSWERED("y");

		private final String letter;

		Mark(String letter) {
			this.letter = letter;
		}

	}

	/** Contains a login with the letters of its marks. */
	private record Entry(String id, String marks) {

		private static final int ID_LENGTH = 64;

		private static final Pattern TEXT = Pattern.compile("[0-9a-f]{64}[sy]{0,2}");

		boolean has(Mark mark) {
			return this.marks.contains(mark.letter);
		}

		Entry with(Mark... more) {
			String added = Stream.of(more)
				.filter((mark) -> !has(mark))
				.map((mark) -> mark.letter)
				.distinct()
				.collect(Collectors.joining());
			return new Entry(this.id, this.marks + added);
		}

		String text() {
			return this.id + this.marks;
		}

	}

}
