package io.github.clilogin.autoconfigure;

import java.util.Objects;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** Analyzes a failed start as Spring Boot does for the user. */
public final class FailureAnalyses {

	private FailureAnalyses() {
	}

	/** Returns the analysis of the failed start of a context. */
	public static FailureAnalysis of(ApplicationContextAssertProvider<?> context) {
		Throwable failure = Objects.requireNonNull(context.getStartupFailure(), "the application has started");
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, ArgumentResolver.of(Environment.class, new StandardEnvironment()),
					FailureHandler.handleMessage((message, cause) -> {
						// Some analyzers of Spring Boot need a bean factory
					}))
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new AssertionError("no analysis", failure));
	}

}
