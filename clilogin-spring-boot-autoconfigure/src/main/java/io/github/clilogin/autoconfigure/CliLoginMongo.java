package io.github.clilogin.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks the {@code MongoDatabaseFactory} or {@code MongoClient} bean in which logins are
 * stored. Then no other bean is used. Needed only if several beans could be used and none
 * is primary, if the primary one must not be used, or if the bean is not a default
 * candidate. A {@code MongoClient} stores logins in the database that
 * {@code spring.mongodb.database} or {@code spring.mongodb.uri} names.
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface CliLoginMongo {

}
