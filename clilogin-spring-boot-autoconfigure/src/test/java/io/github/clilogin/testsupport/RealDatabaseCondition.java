package io.github.clilogin.testsupport;

import java.util.Arrays;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Decides about a {@link RealDatabaseTest} before Spring starts an application for it.
 */
class RealDatabaseCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		try {
			AnnotationSupport.findAnnotation(context.getElement(), RealDatabaseTest.class)
				.ifPresent((needed) -> Arrays.stream(needed.value()).forEach(RealDatabase::program));
			return ConditionEvaluationResult.enabled("The programs of the databases exist");
		}
		catch (TestAbortedException ex) {
			return ConditionEvaluationResult.disabled(ex.getMessage());
		}
	}

}
