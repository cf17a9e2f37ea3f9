// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import java.util.Locale;

/** Words about things that tests show. */
final class Words {

    private Words() {}

    /** Returns whether {@code text} contains {@code words}, in upper or lower case. */
    static boolean contain(String text, String words) {
        return text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    /** Returns the class of a failure, why and until when, and its message, on one line. */
    static String of(Throwable failure) {
        String words = failure.getClass().getSimpleName();
        if (failure instanceof ModelUnavailableException unavailable) {
            words += " " + unavailable.reason()
                    + unavailable.retryAt().map(at -> ", retry at " + at).orElse("");
        } else if (failure instanceof IncompleteAnswerException incomplete) {
            words += " " + incomplete.reason() + " after \"" + incomplete.partialText() + "\"";
        }
        return words + ": " + failure.getMessage();
    }
}
