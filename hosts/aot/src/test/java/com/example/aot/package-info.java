/**
 * A host application that is processed ahead of time.
 */
@NullMarked
package com.example.aot;

import org.jspecify.annotations.NullMarked;
