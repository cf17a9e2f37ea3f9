// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.nio.file.Path;

/**
 * Makes models from files, for {@link DomainModels#load}, which finds it by {@link java.util.ServiceLoader}. The one of
 * {@code dev.tokka.config} comes with this module; there is no need for another.
 */
@FunctionalInterface
public interface ModelLoader {

    /** Returns the model that {@code file} says, ready to be asked. */
    LoadedModel load(Path file);
}
