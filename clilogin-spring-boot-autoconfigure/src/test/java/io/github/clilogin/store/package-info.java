/**
 * Tests of the model that all stores share.
 */
@NullMarked
package io.github.clilogin.store;

import org.jspecify.annotations.NullMarked;
