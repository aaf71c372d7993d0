package io.github.clilogin.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Analyzes a {@link CliLoginConfigurationException}. */
final class CliLoginConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<CliLoginConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CliLoginConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
