// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data;

import dev.tokka.Span;
import dev.tokka.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Rows for tests. */
public final class Rows {

    private Rows() {}

    /** Returns a supervised row of a document of its own. */
    public static TrainingRow of(String question, String answer) {
        return of("doc", question, answer);
    }

    /** Returns a supervised row of {@code document}. */
    public static TrainingRow of(String document, String question, String answer) {
        return TrainingRow.supervised(TrainingQuestion.of(question), answer, Provenance.of(document, "test"));
    }

    /** Texts that are not blank, of several scripts, with quotes, ends of lines and pairs of surrogates. */
    public static Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a", "Z", " ", "\n", "\"", "\\", "{", "}", "é", "税", "ア", "😀", "7", "|", "\t", "<|im_end|>")
                .list()
                .ofMaxSize(12)
                .map(parts -> parts.stream().collect(Collectors.joining()))
                .filter(text -> !text.isBlank());
    }

    /** Questions of an instruction or none and a history of turns: what every format of chats carries. */
    public static Arbitrary<TrainingQuestion> questions() {
        return Combinators.combine(
                        texts(), texts().list().ofMaxSize(1), texts().list().ofMaxSize(2))
                .as((text, instructions, turns) -> {
                    List<Turn> history = new ArrayList<>();
                    for (String each : turns) {
                        history.add(new Turn(Turn.Speaker.USER, each));
                        history.add(new Turn(Turn.Speaker.MODEL, each + "."));
                    }
                    return TrainingQuestion.of(text)
                            .withInstructions(instructions)
                            .withHistory(history);
                });
    }

    /** Supervised contents of {@link #questions}. */
    public static Arbitrary<RowContent> supervised() {
        return Combinators.combine(questions(), texts()).as(RowContent.Supervised::new);
    }

    /** Preferences of {@link #questions}. */
    public static Arbitrary<RowContent> preferences() {
        return Combinators.combine(questions(), texts())
                .as((question, text) -> new RowContent.Preference(question, text, text + "!"));
    }

    /** Completions. */
    public static Arbitrary<RowContent> completions() {
        return Combinators.combine(Arbitraries.oneOf(texts(), Arbitraries.just("")), texts())
                .as(RowContent.Completion::new);
    }

    /** Rows of every sort, with all that rows can have. */
    public static Arbitrary<TrainingRow> rows() {
        Arbitrary<RowContent> full = Combinators.combine(questions(), texts(), texts())
                .as((question, text, answer) -> new RowContent.Supervised(
                        question.withEvidence(List.of(new Evidence("d", new Span(3, 3 + text.length()), text)))
                                .withLabels(List.of(answer, answer + "?"))
                                .withInstructions(List.of(text, answer)),
                        answer));
        Arbitrary<Provenance> provenance = Combinators.combine(
                        texts(), texts().list().ofMinSize(1).ofMaxSize(3))
                .as((text, steps) ->
                        new Provenance(text, new Span(1, 5), Optional.of(text), Optional.of("f00"), steps));
        return Combinators.combine(Arbitraries.oneOf(supervised(), preferences(), completions(), full), provenance)
                .as(TrainingRow::new);
    }
}
