/** Holds the settings and the page of the endpoints. Its sub-packages are not API. */
@NullMarked
package io.github.clilogin.web;

import org.jspecify.annotations.NullMarked;
