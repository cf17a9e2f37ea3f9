// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

/** How many labels a text can have, and whether labels have an order. */
public enum HeadTask {

    /** Each text has exactly one label: an intent, a topic. */
    ONE_LABEL,

    /** Each text has any number of labels, or none: tags. */
    SEVERAL_LABELS,

    /** Each text has exactly one label, and labels go from low to high: a grade, a risk. */
    ORDERED_LABELS
}
