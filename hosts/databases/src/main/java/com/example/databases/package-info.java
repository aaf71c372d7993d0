/**
 * A host application with several databases.
 */
@NullMarked
package com.example.databases;

import org.jspecify.annotations.NullMarked;
