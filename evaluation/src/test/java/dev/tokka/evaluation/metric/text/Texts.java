// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.text;

import dev.tokka.Answer;
import dev.tokka.Question;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import java.time.Duration;
import java.util.List;

/** Cases and outcomes for tests. */
final class Texts {

    private Texts() {}

    static Case expecting(Expected expected) {
        return Case.of("case", Question.of("?"), expected);
    }

    static Case accepting(String... accepted) {
        return expecting(new Expected.Texts(List.of(accepted)));
    }

    static Outcome reply(String text) {
        return new Outcome.Answered(Answer.reply(text), Duration.ZERO);
    }

    static Outcome abstention() {
        return new Outcome.Answered(Answer.abstain("nothing found"), Duration.ZERO);
    }

    static Outcome failure() {
        return new Outcome.Failed("ModelUnavailableException", "", Duration.ZERO);
    }
}
