/**
 * Tests of the JDBC store.
 */
@NullMarked
package io.github.clilogin.jdbc;

import org.jspecify.annotations.NullMarked;
