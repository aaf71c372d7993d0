package io.github.clilogin.internal;

/**
 * Marks an exception that is logged with its solution before it is thrown. A second
 * warning would hide the first one.
 */
public interface LoggedFailure {

}
