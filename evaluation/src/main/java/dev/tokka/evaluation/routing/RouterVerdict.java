// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.routing;

/** What a router is worth, compared with always asking the strategy that was best on the questions it learned from. */
public enum RouterVerdict {

    /** It is right more often, and that is no chance. */
    BETTER(true),

    /**
     * It costs less, and it is certainly not much less often right, at most by {@link RouterReport#MARGIN}; and no single
     * strategy that costs as little was as good.
     */
    CHEAPER(true),

    /** Nothing of the kind is certain: do not route. */
    NOT_DISTINGUISHABLE(false),

    /** It is right less often, and that is no chance. */
    WORSE(false);

    private final boolean worthRouting;

    RouterVerdict(boolean worthRouting) {
        this.worthRouting = worthRouting;
    }

    /** Returns whether to route. */
    public boolean worthRouting() {
        return worthRouting;
    }
}
