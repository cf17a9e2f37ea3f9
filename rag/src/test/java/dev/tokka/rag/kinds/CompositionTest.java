// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.ModelException;
import dev.tokka.Retriever;
import dev.tokka.Specialization;
import dev.tokka.Trace;
import dev.tokka.config.ConfigLoader;
import dev.tokka.governance.output.LeakGuard;
import dev.tokka.governance.output.SafeLinks;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.LogisticMap;
import dev.tokka.rag.QueryWriter;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.SupportScorer;
import dev.tokka.rag.TermWeights;
import dev.tokka.rag.ranking.Refined;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** What Java composes of retrieval, a file composes: random compositions, written in both. */
class CompositionTest {

    private static final String CANARY = "canary-7f3a9";

    private static final Shelf SHELF = Shelf.fill();

    @AfterContainer
    static void close() {
        SHELF.close();
    }

    @Property(tries = 300)
    void aFileComposesWhatJavaComposes(@ForAll("compositions") Written<List<Specialization>> composition)
            throws IOException {
        Path file = SHELF.folder().resolve("model.json");
        new JsonMapper()
                .writeValue(
                        file.toFile(),
                        Map.of("tokka", 1, "model", Map.of("extractive", Map.of(), "with", composition.file())));
        DomainModel made = new ExtractiveModel(TermWeights.uniform());
        for (Specialization each : composition.made()) {
            made = made.with(each);
        }
        try (LoadedModel loaded =
                new ConfigLoader().withEnvironment(Map.of("CANARY", CANARY)).load(file)) {
            assertThat(loaded.describe()).isEqualTo(made.describe());
            assertThat(loaded).hasToString(made.toString());
            assertThat(outcome(loaded)).isEqualTo(outcome(made));
        }
    }

    private static Object outcome(DomainModel model) {
        try {
            Answer answer = model.answer("What is the fee of a transfer?");
            return answer.withTrace(Trace.EMPTY);
        } catch (ModelException e) {
            return List.of(e.getClass(), String.valueOf(e.getMessage()));
        }
    }

    @Provide
    Arbitrary<Written<List<Specialization>>> compositions() {
        return specializations()
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(all -> new Written<>(
                        Pieces.files(all), all.stream().map(Written::made).toList()));
    }

    private static Arbitrary<Written<Specialization>> specializations() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, retrievals()),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                new Written<>(
                                        Map.of("safe-links", List.of("*.example.com")),
                                        SafeLinks.only("*.example.com")),
                                new Written<>(
                                        Map.of("leak-guard", Map.of("secrets", List.of("${CANARY}"))),
                                        LeakGuard.of(CANARY)))));
    }

    private static Arbitrary<Written<Specialization>> retrievals() {
        Pieces pieces = new Pieces(SHELF);
        Arbitrary<List<Written<UnaryOperator<Refined>>>> with =
                pieces.stages().list().ofMaxSize(2);
        return Combinators.combine(pieces.retrievers(2), with, pieces.writers(2), supports())
                .as(CompositionTest::retrieval);
    }

    private static Written<Specialization> retrieval(
            Written<Retriever> retriever,
            List<Written<UnaryOperator<Refined>>> with,
            Written<QueryWriter> queries,
            Written<UnaryOperator<Retrieval>> support) {
        Map<String, Object> file = new LinkedHashMap<>();
        ((Map<?, ?>) support.file()).forEach((name, value) -> file.put(String.valueOf(name), value));
        file.put("retriever", retriever.file());
        file.put("queries", queries.file());
        if (!with.isEmpty()) {
            file.put("with", Pieces.files(with));
        }
        Retrieval made = Retrieval.from(Pieces.put(with, retriever.made())).queries(queries.made());
        return new Written<>(Map.of("retrieval", file), support.made().apply(made));
    }

    private static Arbitrary<Written<UnaryOperator<Retrieval>>> supports() {
        Map<String, Object> reranker = Map.of("directory", Shelf.RERANKER);
        return Arbitraries.of(
                new Written<>(Map.of("limit", 3), retrieval -> retrieval.limit(3)),
                new Written<>(
                        Map.of("support", "cross-encoder", "reranker", reranker),
                        retrieval ->
                                retrieval.support(SupportScorer.crossEncoder(SHELF.reranker(), LogisticMap.MS_MARCO))),
                new Written<>(
                        Map.of(
                                "support",
                                "cross-encoder",
                                "reranker",
                                Map.of("onnx", reranker),
                                "calibration",
                                Map.of("middle", -0.5, "slope", 2)),
                        retrieval -> retrieval.support(
                                SupportScorer.crossEncoder(SHELF.reranker(), new LogisticMap(-0.5, 2)))),
                new Written<>(
                        Map.of("index", Shelf.LABELLED, "settings", Shelf.SETTINGS, "weights", "index"),
                        retrieval -> retrieval.weights(SHELF.labelled())));
    }
}
