/**
 * Contains a store that an author outside of clilogin has written by the guide.
 */
@NullMarked
package com.example.store;

import org.jspecify.annotations.NullMarked;
