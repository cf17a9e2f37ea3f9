// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.Example;
import dev.tokka.Question;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestExamplesTest {

    private static final List<Example> EXAMPLES = List.of(
            new Example("I lost my card", "lost_card"),
            new Example("My card was stolen on the train", "stolen_card"),
            new Example("Somebody stole my card", "stolen_card"),
            new Example("How do I change my PIN?", "change_pin"));

    @Test
    void theNearestExampleAnswersAndSeveralVote() {
        try (OnnxEncoder encoder = OnnxEncoder.bgeSmallEn()) {
            NearestExamples nearest = NearestExamples.of(encoder, EXAMPLES, 1);
            NearestExamples vote = nearest.withNeighbours(3);
            Question lost = Question.of("I have lost my card");

            assertThat(nearest.answer(lost).reply()).map(Answer.Reply::text).hasValue("lost_card");
            assertThat(vote.answer(lost).reply()).map(Answer.Reply::text).hasValue("stolen_card");
            assertThat(vote.answer(lost).reply().orElseThrow().confidence().orElseThrow())
                    .isBetween(0.5, 0.8);
            assertThat(nearest.describe()).isNotEqualTo(vote.describe());
        }
    }
}
