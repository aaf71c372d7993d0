/**
 * A host application with Spring Data JDBC and a cache.
 */
@NullMarked
package com.example.datajdbc;

import org.jspecify.annotations.NullMarked;
