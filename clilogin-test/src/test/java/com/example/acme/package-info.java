/**
 * Contains a host application and its tests, which the guide shows.
 */
@NullMarked
package com.example.acme;

import org.jspecify.annotations.NullMarked;
