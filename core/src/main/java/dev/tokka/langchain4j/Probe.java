// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.Example;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Turn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Questions that make a format say all it has to say, so that a change of one word changes its description. */
final class Probe {

    private static final Question PLAIN = Question.of("q").plusInstructions(List.of("i", "j"));
    private static final Question LABELS = PLAIN.withForm(AnswerForm.oneOf("a", "b"));
    private static final Question FULL = PLAIN.plusEvidence(
                    List.of(new Passage("p", "t", new Source("d", List.of("h"), new Span(0, 1)), 1)))
            .plusExamples(List.of(new Example("x", "y")))
            .plusHistory(List.of(new Turn(Turn.Speaker.USER, "u"), new Turn(Turn.Speaker.MODEL, "m")));

    private Probe() {}

    /** Returns the description of one of the formats of this package. */
    static Description describe(String name, Optional<PromptLanguage> language, PromptFormat format) {
        return describe(
                name,
                language,
                format,
                Stream.of(PLAIN, LABELS, FULL, FULL.withForm(new AnswerForm.JsonSchema("{}")))
                        .flatMap(question -> Stream.of(question, question.withText("か")))
                        .toList());
    }

    /** Returns the description of one that takes instructions and labels only, and perhaps examples. */
    static Description describe(String name, PromptFormat format, boolean examples) {
        Stream<Question> plain =
                Stream.of(PLAIN, LABELS, Question.of("q"), Question.of("q").withForm(LABELS.form()));
        Stream<Question> more = examples ? Stream.of(PLAIN.plusExamples(FULL.examples())) : Stream.of();
        return describe(
                name, Optional.empty(), format, Stream.concat(plain, more).toList());
    }

    /** Returns the description of FinGPT's, which needs instructions. */
    static Description describe(FinGptFormat format) {
        return describe("finGpt", Optional.empty(), format, List.of(PLAIN, LABELS));
    }

    private static Description describe(
            String name, Optional<PromptLanguage> language, PromptFormat format, List<Question> questions) {
        String rendered = questions.stream()
                .map(question -> format.render(question, Fences.CONSTANT).text())
                .collect(Collectors.joining("\n"));
        return Description.of("prompt", name)
                .with("language", language.map(PromptLanguage::name).orElse("AS THE QUESTION"))
                .with("template", Digests.sha256(rendered));
    }
}
