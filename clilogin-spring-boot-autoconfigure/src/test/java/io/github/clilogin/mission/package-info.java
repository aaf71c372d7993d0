/**
 * Tests that {@code docs/mission.md} names existing tests and documentation.
 */
@NullMarked
package io.github.clilogin.mission;

import org.jspecify.annotations.NullMarked;
