/**
 * Tests a host application whose host name selects the tenant.
 */
@NullMarked
package io.github.clilogin.tenants;

import org.jspecify.annotations.NullMarked;
