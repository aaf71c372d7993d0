/**
 * Contains the rules of a login as data, for authors of stores. Depends on the JDK only.
 */
@NullMarked
package io.github.clilogin.store;

import org.jspecify.annotations.NullMarked;
