package io.github.clilogin.web.poll;

import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

import io.github.clilogin.CliLoginRepository;
import io.github.clilogin.CliLoginService;
import io.github.clilogin.testsupport.HostApplication;
import io.github.clilogin.web.CliLoginPaths;
import io.github.clilogin.web.CliLoginWebSettings;
import io.github.clilogin.web.limit.RateLimits;
import io.github.clilogin.web.wire.PrivateHandlerMapping;
import io.github.clilogin.web.wire.TenantServices;
import io.github.clilogin.web.cli.CliRoutes;
import io.github.clilogin.web.cli.CliFilterChain;

/**
 * The endpoints of a {@link HostApplication} once more, whose waiting polls can be ended
 * as often as one likes: an application ends but once.
 */
final class ClosingPolls implements HandlerMapping, Ordered {

	static final String BASE = "/closing";

	private final CliLoginService service;

	private final CliLoginRepository repository;

	private final CliLoginWebSettings settings;

	private final RateLimits limits;

	private volatile @Nullable HandlerMapping endpoints;

	ClosingPolls(CliLoginService service, CliLoginRepository repository, CliLoginWebSettings settings) {
		this.service = service;
		this.repository = repository;
		this.settings = new CliLoginWebSettings(CliLoginPaths.under(BASE), null, null, settings.interval(),
				Duration.ofSeconds(25), 1000, "user_code", 1000, List.of(), null, true, settings.clock());
		this.limits = new RateLimits((event) -> {
		}, this.settings);
	}

	/** Those of a host that has just started. */
	WaitingPolls next() {
		WaitingPolls waiting = new WaitingPolls(this.repository, this.settings, this.limits);
		this.endpoints = new PrivateHandlerMapping(List
			.of(CliRoutes.endpoints(new TenantServices(this.service, null), this.settings, this.limits, waiting)));
		return waiting;
	}

	@Override
	public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) throws Exception {
		HandlerMapping current = this.endpoints;
		return (current != null) ? current.getHandler(request) : null;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	/** Adds them to a host. */
	@Configuration(proxyBeanMethods = false)
	static class Endpoints {

		@Bean
		ClosingPolls closingPolls(CliLoginService service, CliLoginRepository repository,
				CliLoginWebSettings settings) {
			return new ClosingPolls(service, repository, settings);
		}

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		SecurityFilterChain closingChain() {
			return CliFilterChain.create(CliLoginPaths.under(BASE).cliPaths(), List.of());
		}

	}

}
