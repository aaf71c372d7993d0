package io.github.clilogin.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks the {@code DataSource} bean in which logins are stored. Then no other bean is
 * used. Needed if several beans could be used and none is primary, or if the primary one
 * must not be used. For example, a {@code DataSource} that joins JTA transactions or
 * routes to read-only replicas cannot store logins.
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface CliLoginDataSource {

}
