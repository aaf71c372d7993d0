package io.github.clilogin;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.github.clilogin.hpke.HpkeSealer;
import io.github.clilogin.internal.Sha256;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Measures the handling of codes and tokens.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodeBenchmarks {

	private final SecureRandom random = new SecureRandom();

	private final String text = new NumberedLogin(4_711).deviceCode();

	private final String token = new NumberedLogin(4_711).token();

	private final TokenFormat format = new TokenFormat("clt_");

	private final Map<String, Long> numbers = LongStream.range(0, 10_000)
		.boxed()
		.collect(Collectors.toMap((number) -> Sha256.hex(new NumberedLogin(number).token()), (number) -> number));

	private final DeviceCode code = DeviceCode.parse(this.text).orElseThrow();

	private final CredentialSealer sealer = HpkeSealer.create();

	/** Hashes a token and finds its login. */
	@Benchmark
	public @Nullable Long hashAndFind() {
		return this.numbers.get(Sha256.hex(this.token));
	}

	/** Checks the format of a token. */
	@Benchmark
	public boolean checkToken() {
		return this.format.accepts(this.token);
	}

	/** Derives the ID of a login from the device code of a poll. */
	@Benchmark
	public String parseDeviceCode() {
		return DeviceCode.parse(this.text).orElseThrow().id();
	}

	/** Generates a device code. */
	@Benchmark
	public String drawDeviceCode() {
		return DeviceCode.draw(this.random).id();
	}

	/** Generates a user code. */
	@Benchmark
	public String drawUserCode() {
		return UserCode.draw(this.random);
	}

	/** Normalizes a typed user code. */
	@Benchmark
	public Optional<String> normalise() {
		return UserCode.normalize("bcdf-ghjk");
	}

	/** Derives the key that a host credential is sealed to. */
	@Benchmark
	public byte[] sealKey() {
		return this.sealer.publicKey(this.code.deriveSealSeed());
	}

}
