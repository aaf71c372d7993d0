/**
 * Support for tests of host applications and of stores. Begin with
 * {@code HostApplication}, which starts an application, with {@code TestLogins}, which
 * performs logins at a service, and with {@code RealMongoDb}.
 */
@NullMarked
package io.github.clilogin.testsupport;

import org.jspecify.annotations.NullMarked;
