/**
 * A host application with Spring WebFlux.
 */
@NullMarked
package com.example.webflux;

import org.jspecify.annotations.NullMarked;
