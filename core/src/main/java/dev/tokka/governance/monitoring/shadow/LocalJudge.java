// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.Question;

/** See {@link Judge#inThisProcess}. */
record LocalJudge(Judge judge) implements Judge {

    LocalJudge {
        requireNonNull(judge, "judge");
    }

    @Override
    public double score(Question question, Answer answer) {
        return judge.score(question, answer);
    }

    @Override
    public Description describe() {
        return Description.of("judge").sendingNothing();
    }
}
