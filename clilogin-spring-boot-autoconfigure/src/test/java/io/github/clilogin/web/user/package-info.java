/**
 * Tests of the JSON endpoints of signed-in users.
 */
@NullMarked
package io.github.clilogin.web.user;

import org.jspecify.annotations.NullMarked;
