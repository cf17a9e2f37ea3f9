// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test, or each test of a class, a {@link Cassette} as a parameter and closes it after the test. Annotated with
 * {@code @UseCassette("fees")}:
 *
 * <pre>{@code
 * void theFeeIsCited(Cassette cassette) {
 *     DomainModel model = service(cassette.chatModel(RealModel::build));
 *     ...
 * }
 * }</pre>
 *
 * <p>A test fails if it asks what was not recorded, or if a strict cassette has entries that it did not ask for. What a
 * failed test recorded is not kept: the earlier cassette stays as it is.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@ExtendWith(CassetteExtension.class)
public @interface UseCassette {

    /**
     * The name of the cassette, which may have folders in it: the file is {@code <name>.json}, for an annotated class
     * {@code <name>/<method>.json}. Default: {@code <simple name of the test class>/<method>}. Each invocation of a
     * parameterized or repeated test has a file of its own, numbered from 1.
     */
    String value() default "";

    /** The folder of the cassettes, relative to the working directory of the tests. */
    String folder() default "src/test/resources/cassettes";

    /** When a request counts as recorded. */
    Matching matching() default Matching.STRICT;

    /** Regular expressions of what else is to be removed before anything is compared or written. */
    String[] removing() default {};

    /** Whether e-mail addresses are removed, too. */
    boolean removingEmailAddresses() default false;
}
