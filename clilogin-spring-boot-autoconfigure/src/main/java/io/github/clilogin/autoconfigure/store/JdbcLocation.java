package io.github.clilogin.autoconfigure.store;

import java.util.List;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import io.github.clilogin.autoconfigure.store.StoreCandidate.Location;

/**
 * Finds out whether the application names a relational database. Otherwise Spring Boot
 * creates a {@code DataSource} in memory, for example for Spring Batch.
 *
 * @param beans the beans of the application
 * @param environment the properties of Spring Boot
 */
record JdbcLocation(CandidateBeans beans, Environment environment) {

	private static final List<String> KEYS = List.of("spring.datasource.url", "spring.datasource.jndi-name",
			"spring.datasource.xa.data-source-class-name", "spring.datasource.hikari.jdbc-url",
			"spring.datasource.tomcat.url", "spring.datasource.dbcp2.url");

	Location of(String beanName) {
		return (this.beans.isAutoConfigured(beanName) && !hasProperty() && !hasOwnDetails()) ? Location.MEMORY
				: Location.NAMED;
	}

	private boolean hasProperty() {
		return KEYS.stream().anyMatch((key) -> StringUtils.hasText(this.environment.getProperty(key)));
	}

	/** Returns whether a container or the application has connection details. */
	private boolean hasOwnDetails() {
		return this.beans.names(JdbcConnectionDetails.class)
			.stream()
			.anyMatch((name) -> !this.beans.isAutoConfigured(name));
	}

}
