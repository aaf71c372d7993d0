/**
 * Holds {@code docs/mission.md} to the tests and the documentation that it names.
 */
@NullMarked
package io.github.clilogin.mission;

import org.jspecify.annotations.NullMarked;
