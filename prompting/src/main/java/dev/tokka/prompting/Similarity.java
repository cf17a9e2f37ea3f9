// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Description;

/** How like a text the questions of some examples are, as the cosine of vectors. */
interface Similarity {

    /** Returns one number for each example, in order: more is nearer; all are 0 if nothing can be compared. */
    double[] to(String text);

    /** Returns how like the example at {@code index} each one is, in order; itself too. */
    double[] toExample(int index);

    Description describe();
}
