// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.Retriever;
import dev.tokka.rag.QueryWriter;
import dev.tokka.rag.metadata.Filter;
import dev.tokka.rag.metadata.Value;
import dev.tokka.rag.query.QueryWriters;
import dev.tokka.rag.ranking.DocumentDates;
import dev.tokka.rag.ranking.Freshness;
import dev.tokka.rag.ranking.Quarantine;
import dev.tokka.rag.ranking.Refined;
import dev.tokka.rag.ranking.Surroundings;
import dev.tokka.rag.text.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random parts of rankings, written in a file and made in Java. */
final class Pieces {

    private static final String TIME = "2021-04-01T00:00:00+09:00";
    private static final Instant INSTANT = Instant.parse("2021-03-31T15:00:00Z");

    private final Shelf shelf;

    Pieces(Shelf shelf) {
        this.shelf = shelf;
    }

    Arbitrary<Written<Filter>> filters(int depth) {
        Arbitrary<Written<Filter>> leaves = Arbitraries.of(
                new Written<>(Map.of("equal", Map.of("key", "kind", "value", "rule")), Filter.equal("kind", "rule")),
                new Written<>(
                        Map.of("equal", Map.of("key", "final", "value", true)),
                        new Filter.Equal("final", new Value.Flag(true))),
                new Written<>(
                        Map.of("equal", Map.of("key", "valid_from", "time", TIME)),
                        new Filter.Equal("valid_from", new Value.Time(INSTANT))),
                new Written<>(
                        Map.of("one-of", Map.of("key", "kind", "values", List.of("rule", "note"))),
                        Filter.oneOf("kind", "rule", "note")),
                new Written<>(
                        Map.of("one-of", Map.of("key", "valid_from", "times", List.of(TIME))),
                        new Filter.OneOf("valid_from", Set.of(new Value.Time(INSTANT)))),
                new Written<>(
                        Map.of("between", Map.of("key", "size", "from", 1.5)),
                        new Filter.Between("size", Optional.of(new Value.Numeric(1.5)), Optional.empty())),
                new Written<>(
                        Map.of("between", Map.of("key", "valid_from", "to", TIME)),
                        new Filter.Between("valid_from", Optional.empty(), Optional.of(new Value.Time(INSTANT)))),
                new Written<>(Map.of("present", "kind"), new Filter.Present("kind")),
                new Written<>(
                        Map.of("as-of", Map.of("time", TIME, "from", "valid_from", "until", "valid_from")),
                        Filter.asOf(INSTANT, "valid_from", "valid_from")));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Written<Filter>> inner = filters(depth - 1);
        Arbitrary<List<Written<Filter>>> some = inner.list().ofMaxSize(2);
        return Arbitraries.oneOf(
                leaves,
                some.map(all -> new Written<>(Map.of("all", files(all)), new Filter.All(made(all)))),
                some.map(all -> new Written<>(Map.of("any", files(all)), new Filter.Any(made(all)))),
                inner.map(one -> new Written<>(Map.of("not", one.file()), new Filter.Not(one.made()))));
    }

    Arbitrary<Written<QueryWriter>> writers(int depth) {
        Vocabulary vocabulary = Vocabulary.read(shelf.folder().resolve(Shelf.TERMS));
        Arbitrary<Written<QueryWriter>> leaves = Arbitraries.of(
                new Written<>(Map.of("as-asked", Map.of()), QueryWriter.asAsked()),
                new Written<>(
                        Map.of("expanding", Map.of("vocabulary", Shelf.TERMS)), QueryWriters.expanding(vocabulary)));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<List<Written<QueryWriter>>> some =
                writers(depth - 1).list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                leaves,
                some.map(all -> new Written<>(
                        Map.of("then", files(all)),
                        made(all).stream().reduce(QueryWriter::then).orElseThrow())),
                some.map(all -> new Written<>(
                        Map.of("and", files(all)),
                        made(all).stream().reduce(QueryWriter::and).orElseThrow())));
    }

    Arbitrary<Written<UnaryOperator<Refined>>> stages() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 50).flatMap(this::counted),
                Arbitraries.of(fixed()),
                filters(2).map(filter -> stage("filtered", filter.file(), on -> on.filtered(filter.made()))),
                writers(2).map(writer -> stage("queries", writer.file(), on -> on.queries(writer.made()))));
    }

    private static Written<UnaryOperator<Refined>> stage(String name, Object file, UnaryOperator<Refined> made) {
        return new Written<>(Map.of(name, file), made);
    }

    private Arbitrary<Written<UnaryOperator<Refined>>> counted(int count) {
        Map<String, Object> index = Map.of("lucene", Map.of("index", Shelf.LABELLED, "settings", Shelf.SETTINGS));
        return Arbitraries.of(
                stage("depth", count, on -> on.depth(count)),
                stage("per-source", count, on -> on.perSource(count)),
                stage("within-characters", 10 * count, on -> on.withinCharacters(10 * count)),
                stage(
                        "reranked",
                        Map.of("reranker", Map.of("directory", Shelf.RERANKER), "passages", count),
                        on -> on.reranked(shelf.reranker(), count)),
                stage(
                        "joined",
                        Map.of("passages", count, "documents", index),
                        on -> on.joined(shelf.labelled(), count)),
                stage(
                        "enlarged",
                        Map.of("passages", count, "neighbours", 1, "documents", index),
                        on -> on.enlarged(shelf.labelled(), Surroundings.neighbours(1), count)),
                stage(
                        "enlarged",
                        Map.of("passages", count, "section", 100 * count, "documents", index),
                        on -> on.enlarged(shelf.labelled(), Surroundings.section(100 * count), count)));
    }

    private List<Written<UnaryOperator<Refined>>> fixed() {
        Quarantine quarantine = new Quarantine();
        quarantine.hold("cards.md");
        Freshness freshness = new Freshness(
                DocumentDates.of(Map.of("fees.md", INSTANT)), Duration.ofDays(30), 0.3, InstantSource.system());
        return List.of(
                stage("diverse", Map.of("lambda", 0.7), on -> on.diverse(0.7)),
                stage(
                        "diverse",
                        Map.of("lambda", 0.2, "encoder", Map.of("onnx", Map.of("directory", Shelf.ENCODER))),
                        on -> on.diverse(0.2, shelf.encoder())),
                stage(
                        "fresh",
                        Map.of("dates", Map.of("fees.md", TIME), "half-life", "30d", "share", 0.3),
                        on -> on.fresh(freshness)),
                stage(
                        "in-force",
                        Map.of("from", "valid_from", "until", "valid_from"),
                        on -> on.inForce(InstantSource.system(), "valid_from", "valid_from")),
                stage("without", List.of("cards.md"), on -> on.without(quarantine)));
    }

    Arbitrary<Written<Retriever>> retrievers(int depth) {
        Arbitrary<Written<Retriever>> leaves = Arbitraries.of(
                new Written<>(
                        Map.of("lucene", Map.of("index", Shelf.LABELLED, "settings", Shelf.SETTINGS)),
                        shelf.labelled()),
                new Written<>(
                        Map.of("lucene", Map.of("index", Shelf.MEANING, "encoder", Map.of("directory", Shelf.ENCODER))),
                        shelf.meaning()));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<Written<Retriever>> inner = retrievers(depth - 1);
        return Arbitraries.oneOf(
                leaves,
                inner.list()
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .map(all -> new Written<>(
                                Map.of("union", files(all)),
                                Refined.union(made(all).toArray(Retriever[]::new)))),
                Combinators.combine(inner, stages().list().ofMinSize(1).ofMaxSize(3))
                        .as((on, all) -> new Written<>(
                                Map.of("refined", Map.of("retriever", on.file(), "with", files(all))),
                                put(all, on.made()))));
    }

    static Retriever put(List<Written<UnaryOperator<Refined>>> stages, Retriever retriever) {
        Refined refined = Refined.of(retriever);
        for (Written<UnaryOperator<Refined>> stage : stages) {
            refined = stage.made().apply(refined);
        }
        return refined;
    }

    static <T> List<Object> files(List<Written<T>> all) {
        return new ArrayList<>(all.stream().map(Written::file).toList());
    }

    private static <T> List<T> made(List<Written<T>> all) {
        return all.stream().map(Written::made).toList();
    }
}
