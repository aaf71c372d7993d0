/**
 * Logins as the store writes them, to fill it with, and a micro benchmark that reads one.
 */
@NullMarked
package io.github.clilogin.mongodb;

import org.jspecify.annotations.NullMarked;
