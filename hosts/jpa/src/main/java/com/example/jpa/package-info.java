/**
 * A host application with JPA, whose accounts are in its database.
 */
@NullMarked
package com.example.jpa;

import org.jspecify.annotations.NullMarked;
