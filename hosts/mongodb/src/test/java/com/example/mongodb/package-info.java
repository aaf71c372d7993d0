/**
 * A host application with Spring Data MongoDB.
 */
@NullMarked
package com.example.mongodb;

import org.jspecify.annotations.NullMarked;
