// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that reads questions and answers in the shadow, described as one, so that a guard can look at it: none of it is in the
 * description of the model that is served.
 */
record InTheShadow(DomainModel challenger, Shadowing shadowing) implements DomainModel {

    @Override
    public Answer answer(Question question) {
        return challenger.answer(question);
    }

    @Override
    public Description describe() {
        List<Description> parts = new ArrayList<>();
        parts.add(challenger.describe());
        parts.add(shadowing.agreement().describe());
        shadowing.judge().ifPresent(judge -> parts.add(judge.describe()));
        return new Description("shadowed", "", Map.of(), parts);
    }
}
