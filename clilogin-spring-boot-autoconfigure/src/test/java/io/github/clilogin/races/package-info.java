/**
 * Races of polls and decisions on several instances. The profile {@code races} runs them
 * at full size.
 */
@NullMarked
package io.github.clilogin.races;

import org.jspecify.annotations.NullMarked;
