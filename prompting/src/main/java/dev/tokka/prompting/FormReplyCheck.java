// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.Question;

/** See {@link ReplyCheck#labels} and {@link ReplyCheck#jsonSchema}. */
final class FormReplyCheck implements ReplyCheck {

    private final AnswerForm form;
    private final FormCheck check;

    FormReplyCheck(AnswerForm form) {
        this.form = form;
        this.check = FormCheck.of(form).orElseThrow();
    }

    @Override
    public Verdict check(Question question, String reply) {
        return check.check(reply);
    }

    @Override
    public String demand(Question question) {
        String demand = check.demand(Wording.of(question));
        // Nobody else tells the schema, since it is not the form of the question.
        return form instanceof AnswerForm.JsonSchema json ? demand + "\n" + json.schema() : demand;
    }

    @Override
    public Description describe() {
        return PromptedModel.describe(form);
    }

    @Override
    public String toString() {
        return check.toString();
    }
}
