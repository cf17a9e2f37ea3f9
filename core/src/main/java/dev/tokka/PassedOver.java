// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.time.Duration;
import java.util.Map;

/** The steps that say which model was asked in vain, why, and which one answered after it. */
final class PassedOver {

    private static final String NAME = "passed over";
    private static final String MODEL = "model";
    private static final String FAILURE = "failure";
    private static final int LONGEST = 200;

    private PassedOver() {}

    /** Returns the step of a model that failed after {@code nanos}; what it used before it failed is not known. */
    static Step failed(Object model, ModelException failure, long nanos) {
        return Step.of(
                NAME,
                Duration.ofNanos(nanos),
                Map.of(MODEL, name(model), FAILURE, failureName(failure), "message", messageOf(failure)));
    }

    /** Returns the step of a model whose answer was not taken; its time is in its own trace. */
    static Step notTaken(Object model, String why) {
        return Step.of(NAME, Duration.ZERO, Map.of(MODEL, name(model), "why", why));
    }

    /** Returns the step that names the model that answered after others were passed over. */
    static Step answered(Object model) {
        return Step.of("answered", Duration.ZERO, Map.of(MODEL, name(model)));
    }

    /**
     * Returns whether a model was passed over because of a failure that may end, so that the same question may get
     * another answer later.
     */
    static boolean forAWhile(Trace trace) {
        return trace.steps().stream()
                .filter(step -> step.name().equals(NAME))
                .map(step -> step.details().getOrDefault(FAILURE, ""))
                .anyMatch(
                        failure -> !failure.isEmpty() && !failure.equals(failureName(QuestionRejectedException.class)));
    }

    static String failureName(ModelException failure) {
        return failureName(failure.getClass());
    }

    static String messageOf(ModelException failure) {
        return String.valueOf(failure.getMessage());
    }

    /** Returns what a thing calls itself, shortened; the names of lambda classes tell nothing and are left out. */
    static String name(Object thing) {
        if (thing.getClass().isHidden()) {
            return "lambda";
        }
        String name = String.valueOf(thing);
        return name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…";
    }

    private static String failureName(Class<? extends ModelException> type) {
        return type.getSimpleName();
    }
}
