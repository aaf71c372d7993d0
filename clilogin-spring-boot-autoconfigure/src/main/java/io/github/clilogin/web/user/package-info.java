/** Serves the JSON endpoints for signed-in users, and requires the sign-in. */
@NullMarked
package io.github.clilogin.web.user;

import org.jspecify.annotations.NullMarked;
