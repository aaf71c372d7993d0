package io.github.clilogin.autoconfigure.security;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

import io.github.clilogin.testsupport.JsonWebTokens;
import io.github.clilogin.testsupport.HostApplication;

/**
 * The kinds of host that Spring Boot and Spring Security make.
 */
enum HostKind {

	NO_CHAIN(PlainHost.class),

	FORM_LOGIN(HostChains.FormLogin.class),

	HTTP_BASIC(HostChains.HttpBasic.class, () -> HostChains.BASIC, "ann"),

	COOKIE_CSRF(HostChains.CookieCsrf.class),

	RESOURCE_SERVER(TwoKindsOfTokenTests.OwnResolver.class, () -> "Bearer " + JsonWebTokens.OWN.token("machine"),
			"machine"),

	OAUTH2_LOGIN(OAuth2Host.Client.class, null, "ann"),

	STATELESS(HostChains.Stateless.class, () -> HostChains.BASIC, "ann"),

	METHOD_SECURITY(HostChains.MethodSecurity.class),

	MULTI_FACTOR(HostChains.MultiFactor.class),

	WEB_MVC_OF_ITS_OWN(HostChains.OwnWebMvc.class),

	LAZY(PlainHost.class, "spring.main.lazy-initialization=true"),

	ACTUATOR(PlainHost.class, "test.actuator=true", "management.endpoints.web.exposure.include=*",
			"management.endpoint.health.show-details=never", "management.health.mongodb.enabled=false"),

	ACTUATOR_ON_ITS_OWN_PORT(PlainHost.class, "test.actuator=true", "management.endpoints.web.exposure.include=*",
			"management.server.port=0", "management.health.mongodb.enabled=false"),

	JETTY(PlainHost.class, "test.server=jetty"),

	VIRTUAL_THREADS(PlainHost.class, "spring.threads.virtual.enabled=true");

	private final Class<?> configuration;

	/** The credentials of every request if the host has no sessions, otherwise null. */
	private final @Nullable Supplier<String> authorization;

	/** The name of a token's user in the API. */
	final String user;

	private final List<String> properties;

	HostKind(Class<?> configuration, String... properties) {
		this.configuration = configuration;
		this.authorization = null;
		this.user = "ann";
		this.properties = List.of(properties);
	}

	HostKind(Class<?> configuration, @Nullable Supplier<String> authorization, String user) {
		this.configuration = configuration;
		this.authorization = authorization;
		this.user = user;
		this.properties = List.of();
	}

	HostApplication start(String... more) {
		return HostApplication.start(this.configuration,
				Stream.concat(this.properties.stream(), Stream.of(more)).toArray(String[]::new));
	}

	boolean hasSessions() {
		return this.authorization == null;
	}

	/** Returns the headers of a user's requests. */
	String[] headers() {
		return (this.authorization != null)
				? new String[] { HttpHeaders.AUTHORIZATION + ": " + this.authorization.get() } : new String[0];
	}

}
