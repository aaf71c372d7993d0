package io.github.clilogin.autoconfigure.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.github.clilogin.testsupport.RawConnection;
import io.github.clilogin.testsupport.RawResponse;

/**
 * Collects the responses of a host under its own URLs. Values that differ in each
 * response are removed.
 */
final class OwnUrls {

	private static final List<String> PATHS = List.of("/other", "/api/me", "/api/things", "/missing", "/fails",
			"/error", "/login", "/logout", "/host.txt", "/things", "/actuator", "/actuator/health", "/%zz", "/a;b=c",
			"/", "/o%74her", "/other/", "//other", "/other%2Fx", "/other?name=%FF", "/clilogin/other",
			"/x/clilogin/device", "/clilogins", "/%43lilogin", "/CLILOGIN/device");

	private static final Set<String> READ = Set.of("/other", "/api/me", "/missing", "/fails", "/login",
			"/clilogin/other");

	private static final List<String> PLAIN = List.of("", "Accept: text/html", "Accept: application/json",
			"X-Requested-With: XMLHttpRequest", "Authorization: Bearer foreign", "Authorization: Bearer clt_foreign",
			"Cookie: JSESSIONID=foreign", "Content-Type: */*", "Content-Type: application/*", "Content-Type: nonsense",
			"Content-Type: ;", "Content-Type: text/plain;charset=nonsense", "Accept: nonsense", "Accept-Encoding: gzip",
			"Content-Encoding: gzip", "Origin: https://other.example", "User-Agent: \u0001", "Host: other.example");

	private static final List<String> VERBS = List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH",
			"TRACE", "PROPFIND");

	private static final Map<Pattern, String> NEVER_THE_SAME = Map.of(Pattern.compile("(localhost|127.0.0.1):\\d+"),
			"$1", Pattern.compile("(name=\"_csrf\"[^>]*value=\")[^\"]*"), "$1",
			Pattern.compile("(?i)\\b((?:JSESSIONID|XSRF-TOKEN)=)[^;?]+"), "$1",
			Pattern.compile("(\"timestamp\":\")[^\"]*|(id='created'>)[^<]*"), "$1$2",
			Pattern.compile("\\b((?:state|nonce|code_challenge)=)[^&]*"), "$1");

	private OwnUrls() {
	}

	/**
	 * Sends each method to each path: without credentials, with foreign headers and as a
	 * signed-in user. A text like a token of clilogin is not sent to paths that accept
	 * tokens, because the starter refuses it there.
	 */
	static Map<String, RawResponse> answers(int port, String signedIn) {
		Map<String, RawResponse> answers = new LinkedHashMap<>();
		RawConnection wire = new RawConnection(port);
		for (String path : PATHS) {
			VERBS.forEach((verb) -> answers.put(verb + " " + path, send(wire, verb, path, signedIn)));
			answers.put("preflight " + path, send(wire, "OPTIONS", path,
					"Origin: https://other.example\r\nAccess-Control-Request-Method: POST"));
			answers.put("wildcard " + path, send(wire, "POST", path, signedIn + "\r\nContent-Type: */*"));
			PLAIN.stream()
				.filter((header) -> READ.contains(path))
				.filter((header) -> !header.contains("clt_") || !path.startsWith("/api/"))
				.forEach((header) -> answers.put(path + " " + header, send(wire, "GET", path, header)));
		}
		VERBS.forEach((verb) -> answers.put(verb + " without credentials", send(wire, verb, "/other", "")));
		answers.put("wrong password", send(wire, "GET", "/other", RawConnection.basic("ann", "wrong")));
		answers.put("wrong form", comparable(wire.form("/login", "username=ann&password=wrong", "Accept: text/html")));
		return answers;
	}

	private static RawResponse send(RawConnection wire, String verb, String path, String header) {
		return comparable(wire.request(verb, path, header, new byte[0]));
	}

	private static RawResponse comparable(RawResponse answer) {
		Map<String, List<String>> headers = new TreeMap<>(answer.headers());
		headers.remove("date");
		headers.replaceAll((name, values) -> values.stream().map(OwnUrls::comparable).toList());
		return new RawResponse(answer.status(), headers, comparable(answer.body()));
	}

	private static String comparable(String text) {
		String same = text;
		for (Map.Entry<Pattern, String> part : NEVER_THE_SAME.entrySet()) {
			same = part.getKey().matcher(same).replaceAll(part.getValue());
		}
		return same;
	}

}
