/**
 * The authorization server of Spring, which a user would pick instead.
 */
@NullMarked
package io.github.clilogin.benchmarks.authserver;

import org.jspecify.annotations.NullMarked;
