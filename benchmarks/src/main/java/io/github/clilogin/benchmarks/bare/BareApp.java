package io.github.clilogin.benchmarks.bare;

import java.nio.charset.StandardCharsets;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Returns fixed bodies, without security and without a store.
 */
@SpringBootApplication
@RestController
public class BareApp {

	private static final byte[] PENDING = bytes("{\"status\":\"pending\",\"interval\":5,\"expiresIn\":540}");

	private static final byte[] REFUSAL = bytes("{\"error\":\"authorization_pending\"}");

	/**
	 * Starts the application.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(BareApp.class, args);
	}

	@PostMapping("/status")
	ResponseEntity<byte[]> status(@RequestBody byte[] body) {
		return answer((body.length > 0) ? HttpStatus.OK : HttpStatus.NO_CONTENT, PENDING);
	}

	@PostMapping("/token")
	ResponseEntity<byte[]> token(@RequestParam("device_code") String code) {
		return answer(code.isEmpty() ? HttpStatus.NO_CONTENT : HttpStatus.BAD_REQUEST, REFUSAL);
	}

	private static ResponseEntity<byte[]> answer(HttpStatus status, byte[] body) {
		return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(body);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
