/**
 * The JSON endpoints of signed-in users, and the sign-in that they and the page demand.
 */
@NullMarked
package io.github.clilogin.web.user;

import org.jspecify.annotations.NullMarked;
