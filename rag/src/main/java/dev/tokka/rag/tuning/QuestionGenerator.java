// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.tuning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.rag.text.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Has a model write the questions for a tuning, where nobody has collected any.
 *
 * <p>Such questions repeat the words of their passages more than people do, so they favour ranking by words: prefer real
 * ones.
 *
 * @param model what writes them; one that sees the evidence of a question
 */
public record QuestionGenerator(DomainModel model) {

    private static final int LONGEST = 300;

    /** Checks that there is a model. */
    public QuestionGenerator {
        requireNonNull(model, "model");
    }

    /**
     * Returns a question for each of up to {@code count} passages, which chance chooses by {@code seed}.
     *
     * <p>A passage to which the model abstains, writes no question, or one that it wrote before, gives none.
     *
     * @throws dev.tokka.ModelException if the model fails
     */
    public List<TuningQuestion> generate(List<Passage> passages, int count, long seed) {
        Checks.requireAtLeast(1, count, "count");
        List<Passage> drawn = new ArrayList<>(passages);
        Collections.shuffle(drawn, new Random(seed));
        List<TuningQuestion> questions = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (Passage passage : drawn) {
            if (questions.size() == count) {
                break;
            }
            write(passage)
                    .filter(written::add)
                    .ifPresent(text -> questions.add(
                            TuningQuestion.of(text, passage.source().document())));
        }
        return List.copyOf(questions);
    }

    private Optional<String> write(Passage passage) {
        String task = Language.of(passage.text()) == Language.JAPANESE
                ? "この資料だけで答えられる質問を一つ、資料の言葉をなるべく使わずに書いてください。質問の文だけを返してください。"
                : "Write one question that this passage answers, in other words than its own. Reply with the question only.";
        Answer answer = model.answer(Question.of(task).plusEvidence(List.of(passage)));
        return answer.reply()
                .flatMap(reply -> reply.text()
                        .replaceAll("\\s*[\\[【]\\d+[\\]】]", "")
                        .lines()
                        .map(line -> line.replaceFirst("^\\s*(?:[-*]|\\d+[.)])\\s+", "")
                                .strip())
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .filter(line -> line.length() <= LONGEST)
                        .filter(line -> line.endsWith("?") || line.endsWith("？") || line.matches(".*か[。]?")));
    }
}
