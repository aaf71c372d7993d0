package io.github.clilogin.web.wire;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.clilogin.testsupport.ControlledHost;
import io.github.clilogin.testsupport.GuideTable;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.testsupport.RawResponse;
import io.github.clilogin.web.CliLoginTenantResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the table of bad input in {@code docs/guide/wire.md} matches the responses.
 */
class BadInputTableTests {

	@AutoClose
	private static final HostApplication host = ControlledHost.start();

	@AutoClose
	private static final HostApplication choosy = ControlledHost.with()
		.properties("clilogin.clients.acme=Acme CLI", "clilogin.login.flows=confirm", "clilogin.login.scopes=read",
				"clilogin.base-url=https://acme.example")
		.bean(new HostNameTenants())
		.start();

	@AutoClose
	private static final HostApplication busy = ControlledHost.start("clilogin.limits.starts-per-minute=120");

	@AutoClose
	private static final HostApplication full = ControlledHost.start("clilogin.login.max-pending=1",
			"server.forward-headers-strategy=native");

	@AutoClose
	private static final HostApplication demanding = ControlledHost.start("clilogin.login.proof=required");

	@AutoClose
	private static final HostApplication guarding = ControlledHost.start("clilogin.login.scopes=write,deploy",
			"clilogin.scopes.write.proof=typed", "clilogin.scopes.deploy.proof=loopback");

	private static final BadInputRequests requests = new BadInputRequests(host, choosy, busy, full, demanding,
			guarding);

	static List<Row> rows() throws IOException {
		return GuideTable.read("wire.md", "Responses to invalid requests").rows().stream().map(Row::of).toList();
	}

	@Test
	void everyRowHasARequestAndEveryRequestARow() throws IOException {
		assertThat(rows()).extracting(Row::key).doesNotHaveDuplicates().hasSameElementsAs(requests.keys());
	}

	@ParameterizedTest
	@MethodSource("rows")
	void everyResponseMatchesItsRow(Row row) {
		RawResponse answer = requests.send(row.key());
		assertThat(Row.of(row.key(), row.request(), answer)).isEqualTo(row);
		assertThat(answer.header("Content-Type")).containsExactly("application/json");
		assertThat(answer.header("Cache-Control")).containsExactly("no-store");
	}

	/** Knows the tenants of {@link BadInputRequests}. */
	static final class HostNameTenants implements CliLoginTenantResolver {

		@Override
		public String resolve(HttpServletRequest request) {
			return Objects
				.requireNonNull(Map.of("localhost", "", "beta.localhost", "beta").get(request.getServerName()));
		}

	}

	/**
	 * A row of the table, as documented or as expected.
	 *
	 * @param key names the request
	 * @param request describes the request to readers
	 * @param status the status
	 * @param error the error code
	 * @param description the error description
	 * @param header the header that goes with the error
	 */
	record Row(String key, String request, String status, String error, String description, String header) {

		private static final List<String> HEADERS = List.of("Allow", "Retry-After", "WWW-Authenticate");

		static Row of(List<String> cells) {
			assertThat(cells).as("cells").hasSize(6);
			return new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
		}

		static Row of(String key, String request, RawResponse answer) {
			String description = answer.text("error_description") + answer.text("errorDescription");
			String header = HEADERS.stream()
				.flatMap((name) -> answer.header(name).stream().map((value) -> name + ": " + value))
				.collect(Collectors.joining(", "));
			return new Row(key, request, Integer.toString(answer.status()), orNothing(answer.text("error")),
					orNothing(description), orNothing(header));
		}

		private static String orNothing(String text) {
			return text.isEmpty() ? GuideTable.NOTHING : text;
		}

	}

}
