package io.github.clilogin.conformance;

import java.time.Duration;
import java.time.Instant;

import io.github.clilogin.CliLoginRepository;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sweeps the store on request. {@link SampleProcess} adds it to the sample application,
 * whose own sweep follows only minutes after a login.
 */
@RestController
class SweepController {

	private final CliLoginRepository repository;

	SweepController(CliLoginRepository repository) {
		this.repository = repository;
	}

	/** Sweeps as at a later time. */
	@GetMapping("/test/sweep")
	void sweep(@RequestParam Duration later) {
		this.repository.sweep(Instant.now().plus(later));
	}

}
