/**
 * The rules of a login as data, for authors of stores: a store renders each {@code Step}
 * as one conditional write. Depends on the JDK only.
 */
@NullMarked
package io.github.clilogin.store;

import org.jspecify.annotations.NullMarked;
