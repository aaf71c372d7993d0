/**
 * Tests of a host application in Kotlin.
 */
@NullMarked
package com.example.kotlin;

import org.jspecify.annotations.NullMarked;
