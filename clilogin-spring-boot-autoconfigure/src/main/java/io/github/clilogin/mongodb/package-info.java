/**
 * Contains the MongoDB store. Start at {@code MongoCliLogins}.
 */
@NullMarked
package io.github.clilogin.mongodb;

import org.jspecify.annotations.NullMarked;
