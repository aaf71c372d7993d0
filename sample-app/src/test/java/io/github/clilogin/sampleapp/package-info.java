/**
 * Tests of whole logins, from the terminal through the browser to the API.
 */
@NullMarked
package io.github.clilogin.sampleapp;

import org.jspecify.annotations.NullMarked;
