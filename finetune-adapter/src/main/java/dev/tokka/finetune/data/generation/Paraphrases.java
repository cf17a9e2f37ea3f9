// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.AnswerForm;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Generation;
import dev.tokka.Question;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingQuestion;
import dev.tokka.finetune.data.TrainingRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Has a model say each row in other words: the question of a supervised row, whose answer stays as it is, and the text of a
 * completion. A fact that is said in one way is hardly learned; in the paper's experiments accuracy grew with each further
 * paraphrase, up to ten.
 *
 * <p>The row itself stays, and comes first. Wordings that are equal to another one are left out. Preferences stay alone.
 *
 * @param count how many paraphrases of each row, from 1 to 100
 * @see <a href="https://arxiv.org/abs/2312.05934">Ovadia et al., Fine-Tuning or Retrieval? Comparing Knowledge Injection in
 *     LLMs (2023), section 5 and figure 4</a>
 */
public record Paraphrases(int count) implements RowStep {

    private static final String STEP = "paraphrase";
    private static final int MOST = 100;
    private static final String SCHEMA = """
            {"type":"object","properties":{"texts":{"type":"array","items":{"type":"string"}}},\
            "required":["texts"],"additionalProperties":false}""";

    /** Checks the range above. */
    public Paraphrases {
        Checks.requireIn(1, MOST, count, "count");
    }

    @Override
    public List<TrainingRow> apply(TrainingRow row, Work work) {
        List<TrainingRow> rows = new ArrayList<>(List.of(row));
        if (row.content() instanceof RowContent.Supervised supervised) {
            TrainingQuestion question = supervised.question();
            for (String text : paraphrases(question.text(), work)) {
                rows.add(taught(row, new RowContent.Supervised(question.withText(text), supervised.answer()), work));
            }
        } else if (row.content() instanceof RowContent.Completion completion) {
            for (String text : paraphrases(completion.completion(), work)) {
                rows.add(taught(row, new RowContent.Completion(completion.prompt(), text), work));
            }
        }
        return rows;
    }

    private static TrainingRow taught(TrainingRow row, RowContent content, Work work) {
        TrainingRow next = row.then(STEP, content);
        return new TrainingRow(
                content, next.provenance().taughtBy(work.teacher().fingerprint()));
    }

    private List<String> paraphrases(String text, Work work) {
        Question asked = Question.of(text)
                .plusInstructions(List.of(
                        "Do not answer the text. Write it in " + count + " other ways, in its language.",
                        "Keep its meaning, and all names, numbers and terms of the subject exactly."))
                .withForm(new AnswerForm.JsonSchema(SCHEMA))
                .with(Generation.KEY, Generation.DEFAULT.withSeed(work.random().nextLong(Integer.MAX_VALUE)));
        Set<String> different = new LinkedHashSet<>();
        for (String each : work.teacher()
                .ask(asked)
                .map(reply -> ModelReplies.texts(reply, "texts"))
                .orElse(List.of())) {
            if (each.isBlank() || each.strip().equals(text.strip()) || !different.add(each.strip())) {
                work.leaveOut("paraphrase equal to another text");
            }
        }
        if (different.size() < count) {
            work.leaveOut("row with fewer paraphrases than wanted");
        }
        return different.stream().limit(count).toList();
    }

    @Override
    public Description describe() {
        return Description.of("paraphrases").with("count", count).with("version", 1);
    }
}
