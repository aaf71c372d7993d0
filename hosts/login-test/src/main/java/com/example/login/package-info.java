/**
 * Starts a host application and logs a CLI in over HTTP.
 */
@NullMarked
package com.example.login;

import org.jspecify.annotations.NullMarked;
