// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import dev.tokka.Description;

/** Hears what becomes of the reloads that {@link ReloadableModel#follow} begins. Must not throw. */
public interface ReloadListener {

    /** Questions now go to a model that is described by {@code now}. */
    void reloaded(Description now);

    /** The file has changed but cannot be used: questions go to the same model as before. */
    void kept(ConfigException why);
}
