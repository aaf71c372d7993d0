package com.example.databases;

import com.zaxxer.hikari.HikariDataSource;
import io.github.clilogin.autoconfigure.CliLoginDataSource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;

/**
 * Defines a second data source, as the guide does.
 */
class LoginsDatabase {

	@Bean(defaultCandidate = false)
	@CliLoginDataSource
	@ConfigurationProperties("acme.logins")
	HikariDataSource loginsDataSource() {
		return DataSourceBuilder.create().type(HikariDataSource.class).build();
	}

}
