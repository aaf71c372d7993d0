/**
 * The MongoDB store: one document per login, one conditional write per step. Start at
 * {@code MongoCliLogins}.
 */
@NullMarked
package io.github.clilogin.mongodb;

import org.jspecify.annotations.NullMarked;
