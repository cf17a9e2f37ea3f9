// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Description;

/** How like a text the questions of some examples are. */
interface Similarity {

    /** Returns one number for each example, in order: more is nearer. */
    double[] to(String text);

    Description describe();
}
