/**
 * A host application that accepts JSON Web Tokens.
 */
@NullMarked
package com.example.oauth2.resource;

import org.jspecify.annotations.NullMarked;
