// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.util.List;

/**
 * Offers kinds of parts to files: the way for modules, and for jars of your own, to be used without a line of Java.
 *
 * <p>{@link ConfigLoader} finds providers by {@link java.util.ServiceLoader}: name yours in
 * {@code META-INF/services/dev.tokka.config.KindProvider} and give it a constructor without parameters. It is looked for by the
 * class loader of this library and by the context class loader of the thread that makes the loader, which in application servers
 * sees the application itself. A class that both see is asked once.
 */
@FunctionalInterface
public interface KindProvider {

    /** Returns the kinds, those of one role with different names. Must not fail where an optional jar is missing. */
    List<Kind<?>> kinds();
}
