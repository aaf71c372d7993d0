/**
 * Contains the API for logins. Read {@code CliLoginStatus}, {@code CliLogin},
 * {@code CliLoginTransition}, {@code CliLoginRepository} and {@code CliLoginService} in
 * this order.
 */
@NullMarked
package io.github.clilogin;

import org.jspecify.annotations.NullMarked;
