/** Auto-configuration for the endpoints and the confirmation page. */
@NullMarked
package io.github.clilogin.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
