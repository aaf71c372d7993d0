/**
 * A host application with sessions in its database, which developers restart often.
 */
@NullMarked
package com.example.session;

import org.jspecify.annotations.NullMarked;
