/**
 * Contains a sample host application with a form login, a small API and the starter.
 */
@NullMarked
package io.github.clilogin.sampleapp;

import org.jspecify.annotations.NullMarked;
