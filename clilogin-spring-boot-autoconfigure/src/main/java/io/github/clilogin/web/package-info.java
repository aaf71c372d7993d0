/**
 * Holds the settings of the endpoints, and the content and look of the confirmation page.
 * Its sub-packages are not API.
 */
@NullMarked
package io.github.clilogin.web;

import org.jspecify.annotations.NullMarked;
