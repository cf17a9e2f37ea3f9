// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.overlap;

import static dev.tokka.evaluation.metric.Tried.failed;
import static dev.tokka.evaluation.metric.Tried.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.metric.Tried;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SacrebleuTest {

    private static final JsonNode GOLDEN = golden();
    private static final List<Tried> CASES = cases();

    static Stream<Arguments> metrics() {
        return Stream.of(
                Arguments.of(Bleu.standard(), "13a"),
                Arguments.of(Bleu.ofCharacters(), "char"),
                Arguments.of(ChrF.standard(), "chrF2"));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void agreesOnTheCorpus(AdditiveMetric metric, String name) {
        assertThat(Tried.value(metric, CASES))
                .isCloseTo(GOLDEN.at("/" + name + "/corpus").asDouble(), within(1e-9));
        assertThat(Tried.value(metric, CASES.subList(0, 2)))
                .isCloseTo(GOLDEN.at("/" + name + "/first two").asDouble(), within(1e-9));
        assertThat(Tried.value(metric, List.of(CASES.get(2), CASES.get(5))))
                .isCloseTo(GOLDEN.at("/" + name + "/unmatched").asDouble(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void agreesOnEachSentence(AdditiveMetric metric, String name) {
        for (int i = 0; i < CASES.size(); i++) {
            assertThat(CASES.get(i).by(metric).value())
                    .as("case %d", i)
                    .isCloseTo(GOLDEN.at("/" + name + "/sentences/" + i).asDouble(), within(1e-9));
        }
    }

    private static List<Tried> cases() {
        List<Tried> cases = new ArrayList<>();
        for (JsonNode item : GOLDEN.get("cases")) {
            List<String> references = new ArrayList<>();
            item.get("references").forEach(reference -> references.add(reference.asText()));
            String reply = item.get("reply").asText();
            // sacrebleu scores the empty text; a model that says nothing has failed
            cases.add(Tried.of(new Expected.Texts(references), reply.isEmpty() ? failed() : said(reply)));
        }
        return cases;
    }

    private static JsonNode golden() {
        try (InputStream file = Objects.requireNonNull(SacrebleuTest.class.getResourceAsStream("sacrebleu.json"))) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
