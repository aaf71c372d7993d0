/**
 * The OAuth 2.0 provider of the host applications.
 */
@NullMarked
package com.example.oauth2;

import org.jspecify.annotations.NullMarked;
