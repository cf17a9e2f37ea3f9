// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.kinds;

import dev.tokka.config.Setting;
import dev.tokka.config.Type;
import dev.tokka.prompting.Prompting;

/** How often a model is asked again. */
final class Repairs {

    private static final int MOST = 3;

    private Repairs() {}

    /** Returns the setting {@code repairs}: from 0 to 3, and 1 by default. */
    static Setting<Integer> setting(String what) {
        return Setting.of(
                "repairs",
                Type.integer(0, MOST),
                Prompting.none().repairs(),
                "How often to ask again for " + what + ".");
    }
}
