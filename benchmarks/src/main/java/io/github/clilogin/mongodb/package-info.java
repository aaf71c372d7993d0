/**
 * Stored logins as documents, and a micro benchmark that reads one.
 */
@NullMarked
package io.github.clilogin.mongodb;

import org.jspecify.annotations.NullMarked;
