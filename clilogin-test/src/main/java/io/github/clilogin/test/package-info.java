/**
 * Contains support for tests: the contract of stores.
 */
@NullMarked
package io.github.clilogin.test;

import org.jspecify.annotations.NullMarked;
