package io.github.clilogin.web.page;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;

import io.github.clilogin.web.user.HostCookie;

/**
 * Remembers the last logins for which this browser got a return code, in a session
 * cookie. Another site or the CLI can then open a page without naming the login. Each use
 * of an ID checks that the user has decided the login. The seeds in the cookie are
 * secret. Each use of a seed checks that the code of the login follows from it, because
 * another host of the same site may have set the cookie.
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

	/** Returns the seed of a login, which another host may have set. */
	Optional<ReturnSeed> seed(String id, HttpServletRequest request) {
		return entries(request).filter((entry) -> entry.id().equals(id)).findFirst().map(Entry::seed);
	}

	/** Puts a login first, and keeps its marks and its seed. */
	void remember(String id, HttpServletRequest request, Mark... marks) {
		update(id, request, (entry) -> entry.with(marks));
	}

	/** Puts a login first, and replaces its seed. */
	void keep(String id, ReturnSeed seed, HttpServletRequest request) {
		update(id, request, (entry) -> new Entry(id, entry.marks(), seed));
	}

	/**
	 * Sends no cookie that equals the one of the request, because the browser may have
	 * got another one meanwhile.
	 */
	private void update(String id, HttpServletRequest request, UnaryOperator<Entry> change) {
		List<Entry> before = entries(request).toList();
		Entry entry = before.stream()
			.filter((each) -> each.id().equals(id))
			.findFirst()
			.orElse(new Entry(id, "", null));
		List<Entry> after = Stream
			.concat(Stream.of(change.apply(entry)), before.stream().filter((each) -> !each.id().equals(id)))
			.limit(MAX_LOGINS)
			.toList();
		if (!after.equals(before)) {
			request.setAttribute(UPDATED, after.stream().map(Entry::text).collect(Collectors.joining(".")));
		}
	}

	private Stream<Entry> entries(HttpServletRequest request) {
		return updated(request).or(() -> this.cookie.read(request))
			.stream()
			.flatMap((value) -> Stream.of(value.split("\\.")))
			.map(Entry.TEXT::matcher)
			.filter(Matcher::matches)
			.map(Entry::of)
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

	/** Contains a login with the letters of its marks and the seed of its codes. */
	private record Entry(String id, String marks, @Nullable ReturnSeed seed) {

		private static final Pattern TEXT = Pattern
			.compile("([0-9a-f]{64})([sy]{0,2})(?:-(" + ReturnSeed.EXPRESSION + "))?");

		static Entry of(Matcher text) {
			return new Entry(text.group(1), text.group(2),
					(text.group(3) != null) ? new ReturnSeed(text.group(3)) : null);
		}

		boolean has(Mark mark) {
			return this.marks.contains(mark.letter);
		}

		Entry with(Mark... more) {
			String added = Stream.of(more)
				.filter((mark) -> !has(mark))
				.map((mark) -> mark.letter)
				.distinct()
				.collect(Collectors.joining());
			return new Entry(this.id, this.marks + added, this.seed);
		}

		String text() {
			return this.id + this.marks + ((this.seed != null) ? "-" + this.seed.value() : "");
		}

	}

}
