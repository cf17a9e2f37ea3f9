// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.tokka.DataClass;
import dev.tokka.Digests;
import dev.tokka.Retriever;
import dev.tokka.config.Kind;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.onnx.Tokenizers;
import dev.tokka.rag.Documents;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.Reranker;
import dev.tokka.rag.ranking.DocumentDates;
import dev.tokka.rag.ranking.Freshness;
import dev.tokka.rag.ranking.Quarantine;
import dev.tokka.rag.ranking.Refined;
import dev.tokka.rag.ranking.Surroundings;
import dev.tokka.rag.ranking.TextMeasure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is put on a retriever in files, in the order written; see {@link Refined}, whose methods these are. */
final class StageKinds {

    static final Role<Stage> STAGE = new Role<>("stage", Stage.class);

    static final Setting<List<Stage>> WITH =
            Setting.of("with", Type.list(Type.part(STAGE), 1), List.of(), "What is put on it, the last one outermost.");

    private static final Type<Integer> COUNT = Type.integer(1, Integer.MAX_VALUE);

    private static final Setting<DataClass> DATA_CLASS =
            Setting.required("class", Type.choice(DataClass.class), "How confidential the passages are.");
    private static final Setting<Retriever> RETRIEVER =
            Setting.required("retriever", Type.part(Role.RETRIEVER), "What finds the passages.");
    private static final Setting<Integer> PASSAGES =
            Setting.required("passages", COUNT, "How many of the first passages; what ranks behind is not found.");
    private static final Setting<Reranker> RERANKER =
            Setting.required("reranker", Type.part(OnnxKinds.RERANKER), "What reads question and passage together.");
    private static final Setting<Double> LAMBDA =
            Setting.required("lambda", Type.number(0, 1), "From 0 (new only) to 1 (the ranking as it is).");
    private static final Setting<Encoder> ENCODER = Setting.optional(
            "encoder", Type.part(OnnxKinds.ENCODER), "Compares passages by meaning; without it by their terms.");
    private static final Setting<Duration> HALF_LIFE = Setting.required(
            "half-life", Type.duration(Duration.ofMillis(1)), "After which half of the freshness is gone.");
    private static final Setting<Double> SHARE =
            Setting.required("share", Type.number(0, 1), "The share of the freshness in the score.");
    private static final Setting<Map<String, Instant>> DATES = Setting.required(
            "dates",
            Type.map(FilterKinds.TIME_TYPE, 1),
            "When documents were written, by their ids, with offsets; others count as infinitely old.");
    private static final Setting<Integer> NEIGHBOURS =
            Setting.optional("neighbours", COUNT, "How many passages before and after are read too.");
    private static final Setting<Integer> SECTION = Setting.optional(
            "section", COUNT, "Up to how many characters under the same headings are read, instead of neighbours.");
    private static final Setting<Documents> DOCUMENTS = Setting.optional(
            "documents",
            Type.part(OpenIndex.DOCUMENTS),
            "Where the text around passages is read; without it in the index that this is put on.");
    private static final Setting<Integer> MOST = Setting.required("most", COUNT, "How many tokens at most.");
    private static final Setting<Path> TOKENIZER =
            Setting.required("tokenizer", Type.file(), "The tokenizer.json of the model that reads them.");

    private StageKinds() {}

    /** One piece of a ranking. */
    @FunctionalInterface
    interface Stage {

        /**
         * Returns {@code refined} with this piece.
         *
         * @param documents those of the index that the first piece stands on, if it is one
         */
        Refined on(Refined refined, Optional<Documents> documents);
    }

    /** Returns {@code retriever} with {@code stages} in their order. */
    static Retriever put(List<Stage> stages, Retriever retriever, Optional<Documents> documents) {
        Refined refined = Refined.of(retriever);
        for (Stage stage : stages) {
            refined = stage.on(refined, documents);
        }
        return stages.isEmpty() ? retriever : refined;
    }

    static List<Kind<?>> retrievers() {
        return List.of(
                Role.RETRIEVER.kind(
                        "refined",
                        "A retriever with pieces put on it, such as a cross-encoder that ranks anew.",
                        Type.object(RETRIEVER, WITH),
                        (settings, making) -> {
                            Retriever retriever = settings.get(RETRIEVER);
                            return put(settings.get(WITH), retriever, OpenIndex.documents(retriever));
                        }),
                Role.RETRIEVER.kind(
                        "classified",
                        "A retriever of passages of a class of data: a question that carries any is of that class too.",
                        Type.object(DATA_CLASS, RETRIEVER),
                        (settings, making) -> settings.get(RETRIEVER).classified(settings.get(DATA_CLASS))),
                Role.RETRIEVER.kind(
                        "union",
                        "What all of these find, the first 100 passages of each, by reciprocal ranks.",
                        Type.list(Type.part(Role.RETRIEVER), 1),
                        (all, making) -> Refined.union(all.toArray(Retriever[]::new))));
    }

    static List<Kind<?>> ranking() {
        return List.of(
                STAGE.kind(
                        "depth",
                        "How many passages the pieces look at that come next, where they are not told; 100 without it.",
                        COUNT,
                        (depth, making) -> (refined, documents) -> refined.depth(depth)),
                STAGE.kind(
                        "reranked",
                        "Ranks the first passages anew by a model that reads them with the question.",
                        Type.object(RERANKER, PASSAGES),
                        (settings, making) -> (refined, documents) ->
                                refined.reranked(settings.get(RERANKER), settings.get(PASSAGES))),
                STAGE.kind(
                        "diverse",
                        "Prefers passages that say something new (maximal marginal relevance).",
                        Type.object(LAMBDA, ENCODER),
                        (settings, making) -> (refined, documents) -> settings.find(ENCODER)
                                .map(encoder -> refined.diverse(settings.get(LAMBDA), encoder))
                                .orElseGet(() -> refined.diverse(settings.get(LAMBDA)))),
                STAGE.kind(
                        "per-source",
                        "Keeps the best so many passages of each document.",
                        COUNT,
                        (most, making) -> (refined, documents) -> refined.perSource(most)),
                STAGE.kind(
                        "fresh",
                        "Ranks newer documents higher.",
                        Type.object(DATES, HALF_LIFE, SHARE),
                        (settings, making) -> (refined, documents) -> refined.fresh(freshness(settings))),
                STAGE.kind(
                        "queries",
                        "Searches with what is written for the question.",
                        Type.part(QueryKinds.QUERY_WRITER),
                        (writer, making) -> (refined, documents) -> refined.queries(writer)));
    }

    static List<Kind<?>> choosing() {
        return List.of(
                STAGE.kind(
                        "filtered",
                        "Searches only documents that this means.",
                        Type.part(FilterKinds.FILTER),
                        (filter, making) -> (refined, documents) -> refined.filtered(filter)),
                STAGE.kind(
                        "in-force",
                        "Searches only documents that are in force when the question is asked.",
                        Type.object(FilterKinds.FROM_KEY, FilterKinds.UNTIL_KEY),
                        (settings, making) -> (refined, documents) -> refined.inForce(
                                InstantSource.system(),
                                settings.get(FilterKinds.FROM_KEY),
                                settings.get(FilterKinds.UNTIL_KEY))),
                STAGE.kind(
                        "without",
                        "Leaves out the documents with these ids, such as some that nobody has looked at yet.",
                        Type.list(Type.text(), 1),
                        (ids, making) -> (refined, documents) -> refined.without(quarantine(ids))));
    }

    static List<Kind<?>> reading() {
        return List.of(
                STAGE.kind(
                        "enlarged",
                        "Puts what surrounds them in the place of passages: search small, read large.",
                        Type.object(PASSAGES, NEIGHBOURS, SECTION, DOCUMENTS),
                        (settings, making) -> enlarged(settings)),
                STAGE.kind(
                        "joined",
                        "Joins passages that overlap or touch in their document.",
                        Type.object(PASSAGES, DOCUMENTS),
                        (settings, making) -> (refined, documents) ->
                                refined.joined(documents("joined", settings, documents), settings.get(PASSAGES))),
                STAGE.kind(
                        "within-characters",
                        "Keeps as many passages as have up to so many characters together.",
                        COUNT,
                        (most, making) -> (refined, documents) -> refined.withinCharacters(most)),
                STAGE.kind(
                        "within-tokens",
                        "Keeps as many passages as have up to so many tokens together.",
                        Type.object(MOST, TOKENIZER),
                        StageKinds::withinTokens));
    }

    private static Freshness freshness(Settings settings) {
        return new Freshness(
                DocumentDates.of(settings.get(DATES)),
                settings.get(HALF_LIFE),
                settings.get(SHARE),
                InstantSource.system());
    }

    private static Quarantine quarantine(List<String> ids) {
        Quarantine quarantine = new Quarantine();
        ids.forEach(quarantine::hold);
        return quarantine;
    }

    private static Stage enlarged(Settings settings) {
        Optional<Integer> neighbours = settings.find(NEIGHBOURS);
        Optional<Integer> section = settings.find(SECTION);
        FilterKinds.requireOne(neighbours.isPresent(), section.isPresent(), "'neighbours' or 'section'");
        Surroundings surroundings = neighbours
                .map(Surroundings::neighbours)
                .or(() -> section.map(Surroundings::section))
                .orElseThrow();
        return (refined, documents) ->
                refined.enlarged(documents("enlarged", settings, documents), surroundings, settings.get(PASSAGES));
    }

    private static Documents documents(String stage, Settings settings, Optional<Documents> below) {
        return settings.find(DOCUMENTS)
                .or(() -> below)
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected 'documents' for '" + stage + "', which does not stand on an index, but found none"));
    }

    private static Stage withinTokens(Settings settings, Making making) {
        Path file = settings.get(TOKENIZER);
        byte[] json = read(file);
        HuggingFaceTokenizer tokenizer = making.opened(Tokenizers.open(file, json));
        TextMeasure measure = TextMeasure.tokens(
                "tokens of " + Digests.sha256(json),
                text -> tokenizer.encode(text, false, false).getIds().length);
        return (refined, documents) -> refined.within(settings.get(MOST), measure);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the tokenizer cannot be read from " + file, e);
        }
    }
}
