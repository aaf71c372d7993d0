package io.github.clilogin.autoconfigure.store;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Finds beans by the rules of injection. Counts definitions, because an injected
 * {@code ObjectProvider} fails without the names if there are several, and its stream
 * contains beans that are not default candidates.
 */
record CandidateBeans(ConfigurableListableBeanFactory beans) {

	/** Returns the names of the beans with the qualifier. */
	List<String> marked(Class<?> type, Class<? extends Annotation> qualifier) {
		return candidates(type).filter((name) -> this.beans.findAnnotationOnBean(name, qualifier) != null).toList();
	}

	/**
	 * Returns the names of the beans to choose from without a qualifier: the primary
	 * ones, else the default candidates, else the fallback ones.
	 */
	List<String> names(Class<?> type) {
		return chosen(candidates(type).filter(this::isDefaultCandidate).toList());
	}

	/** Returns the names of the beans that only a qualifier can select. */
	List<String> nonDefault(Class<?> type) {
		return candidates(type).filter((name) -> !isDefaultCandidate(name)).toList();
	}

	private Stream<String> candidates(Class<?> type) {
		return Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beans, type))
			.filter((name) -> is(name, BeanDefinition::isAutowireCandidate, true));
	}

	private List<String> chosen(List<String> candidates) {
		return Stream
			.<Predicate<String>>of((name) -> is(name, BeanDefinition::isPrimary, false),
					(name) -> !is(name, BeanDefinition::isFallback, false), (name) -> true)
			.map((rule) -> candidates.stream().filter(rule).toList())
			.filter((names) -> !names.isEmpty())
			.findFirst()
			.orElse(List.of());
	}

	private boolean isDefaultCandidate(String name) {
		return is(name, (definition) -> !(definition instanceof AbstractBeanDefinition candidate)
				|| candidate.isDefaultCandidate(), true);
	}

	/** Returns whether Spring Boot defines the bean, and not the application. */
	boolean isAutoConfigured(String name) {
		return is(name, (definition) -> {
			Method method = (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
			return method != null && method.getDeclaringClass().getName().startsWith("org.springframework.boot.");
		}, false);
	}

	private boolean is(String name, Predicate<BeanDefinition> rule, boolean withoutDefinition) {
		BeanDefinition definition = definition(name);
		return (definition != null) ? rule.test(definition) : withoutDefinition;
	}

	/** Returns {@code null} for a singleton that was registered without a definition. */
	private @Nullable BeanDefinition definition(String name) {
		try {
			return this.beans.getMergedBeanDefinition(name);
		}
		catch (NoSuchBeanDefinitionException ex) {
			return null;
		}
	}

	<T> T get(String name, Class<T> type) {
		return this.beans.getBean(name, type);
	}

	<T> Stream<T> all(Class<T> type) {
		return this.beans.getBeanProvider(type).stream();
	}

}
