// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import java.util.List;
import java.util.Locale;

/**
 * A model with a passage of a class, which its id tells, as a retrieval gives one.
 *
 * @param careful whether the question is raised to the class of the passage, as it must be
 */
record Carrying(DomainModel model, DataClass dataClass, boolean careful) implements DomainModel {

    private static final String TEXT = "Write to hanako@example.jp about the fee.";

    @Override
    public Answer answer(Question question) {
        String id = dataClass.name() + "#" + question.evidence().size();
        Source source = new Source(id.toLowerCase(Locale.ROOT), List.of(), new Span(0, TEXT.length()));
        Question carrying = question.plusEvidence(List.of(new Passage(id, TEXT, source, 1)));
        return model.answer(careful ? dataClass.raise(carrying) : carrying);
    }

    @Override
    public Description describe() {
        return dataClass.describe(Description.of("carrying")).sendingNothing().withPart(model.describe());
    }

    /** Returns the class of a passage of such a model. */
    static DataClass of(Passage passage) {
        return DataClass.valueOf(passage.id().substring(0, passage.id().indexOf('#')));
    }
}
