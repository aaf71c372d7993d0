/**
 * A host application with servlets and without Spring MVC.
 */
@NullMarked
package com.example.servlet;

import org.jspecify.annotations.NullMarked;
