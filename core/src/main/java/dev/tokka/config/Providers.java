// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the providers of kinds: those beside this library, and those of the application that runs on this thread. */
final class Providers {

    private Providers() {}

    /**
     * Returns those that the class loader of this library sees, and then those that only {@code application} sees: a server,
     * or a framework in its tests, loads an application apart from its libraries. Each class comes once, by its name, since
     * a jar may lie in both places.
     *
     * @param application such as the context class loader of a thread
     */
    static Collection<KindProvider> found(Optional<ClassLoader> application) {
        Map<String, KindProvider> byName = new LinkedHashMap<>();
        add(Providers.class.getClassLoader(), byName);
        application.filter(Providers::sharesThisLibrary).ifPresent(loader -> add(loader, byName));
        return byName.values();
    }

    private static void add(ClassLoader loader, Map<String, KindProvider> byName) {
        ServiceLoader.load(KindProvider.class, loader).stream()
                .forEach(provider -> byName.computeIfAbsent(provider.type().getName(), name -> provider.get()));
    }

    /** Returns whether the providers that {@code loader} sees are ours: it may see another copy of this library, or none. */
    private static boolean sharesThisLibrary(ClassLoader loader) {
        try {
            return Class.forName(KindProvider.class.getName(), false, loader) == KindProvider.class;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
