package io.github.clilogin.autoconfigure;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.javapoet.ClassName;

/** Processes an application ahead of time, as the build of a native image does. */
public final class ProcessedHints {

	private ProcessedHints() {
	}

	/** Returns the hints of an application without a web server. */
	public static RuntimeHints of(Class<?>... configurations) {
		return of(new GenericApplicationContext(), configurations);
	}

	/** Returns the hints of a servlet application. */
	public static RuntimeHints ofServlet(Class<?>... configurations) {
		return of(new AnnotationConfigServletWebApplicationContext(), configurations);
	}

	private static RuntimeHints of(GenericApplicationContext context, Class<?>... configurations) {
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Processed")), new InMemoryGeneratedFiles());
		try (context) {
			TestPropertyValues.of("clilogin.store=memory").applyTo(context);
			new AnnotatedBeanDefinitionReader(context).register(configurations);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		return generation.getRuntimeHints();
	}

}
