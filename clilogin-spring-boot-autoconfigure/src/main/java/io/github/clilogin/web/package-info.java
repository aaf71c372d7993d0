/**
 * The endpoints and their wire format. {@code CliLoginWeb} is the entry; read
 * {@code MachineRoutes}, {@code DeviceEndpoint} and {@code TokenEndpoint} next.
 */
@NullMarked
package io.github.clilogin.web;

import org.jspecify.annotations.NullMarked;
