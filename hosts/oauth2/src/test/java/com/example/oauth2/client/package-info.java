/**
 * A host application whose users sign in at an OAuth 2.0 provider.
 */
@NullMarked
package com.example.oauth2.client;

import org.jspecify.annotations.NullMarked;
