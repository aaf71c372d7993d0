package io.github.clilogin.mongodb;

import java.util.concurrent.TimeUnit;

import com.mongodb.MongoClientSettings;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import io.github.clilogin.CliLogin;
import io.github.clilogin.NumberedLogin;

/**
 * Measures the conversion of documents to logins.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReaderBenchmarks {

	private final DocumentCodec codec = new DocumentCodec(MongoClientSettings.getDefaultCodecRegistry());

	private final RawBsonDocument collected = new RawBsonDocument(
			LoginDocument.of(new NumberedLogin(4_711).collected()), this.codec);

	private final RawBsonDocument pending = new RawBsonDocument(LoginDocument.of(new NumberedLogin(4_711).pending()),
			this.codec);

	private final Document document = this.pending.decode(this.codec);

	/** Reads a collected login from bytes. */
	@Benchmark
	public CliLogin readCollected() {
		return LoginDocument.read(this.collected.decode(this.codec));
	}

	/** Reads a pending login from bytes. */
	@Benchmark
	public CliLogin readPending() {
		return LoginDocument.read(this.pending.decode(this.codec));
	}

	/** Reads a pending login from a decoded document. */
	@Benchmark
	public CliLogin readPendingDocument() {
		return LoginDocument.read(this.document);
	}

}
