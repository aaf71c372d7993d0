package io.github.clilogin.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test that needs {@link RealDatabase}. Without its program the test is skipped
 * before it is set up, or fails if {@code CI=true}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@ExtendWith(RealDatabaseCondition.class)
public @interface RealDatabaseTest {

	/**
	 * Returns the databases that the test needs.
	 * @return the databases
	 */
	RealDatabase[] value();

}
