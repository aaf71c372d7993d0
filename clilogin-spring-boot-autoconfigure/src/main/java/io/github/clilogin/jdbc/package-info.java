/**
 * Contains the JDBC store. Start at {@code JdbcCliLogins}.
 */
@NullMarked
package io.github.clilogin.jdbc;

import org.jspecify.annotations.NullMarked;
