/**
 * Contains support for the tests of host applications, and the contract of stores.
 */
@NullMarked
package io.github.clilogin.test;

import org.jspecify.annotations.NullMarked;
