// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.Retriever;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.governance.output.SafeLinks;
import dev.tokka.rag.Documents;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.LogisticMap;
import dev.tokka.rag.QueryWriter;
import dev.tokka.rag.Reranker;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.SupportScorer;
import dev.tokka.rag.TermWeights;
import dev.tokka.rag.UnsupportedSentences;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.tuning.RagConfiguration;
import dev.tokka.rag.tuning.RagParts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Offers {@code extractive}, {@code retrieval}, and what they are made of, to files. */
public final class RagKinds implements KindProvider {

    private static final String ANY_LINK = "*";

    private enum Weights {
        UNIFORM,
        INDEX
    }

    private enum SupportBy {
        WORDS,
        MEANING,
        CROSS_ENCODER
    }

    private static final Retrieval STANDARD = Retrieval.from(query -> List.of());

    private static final Setting<Path> INDEX = Setting.optional(
            "index", Type.directory(), "The directory of an index that was written before; or name a retriever.");
    private static final Setting<Retriever> RETRIEVER =
            Setting.optional("retriever", Type.part(Role.RETRIEVER), "Where passages come from, if not from an index.");
    private static final Setting<DataClass> DATA_CLASS = Setting.optional(
            "data-class",
            Type.choice(DataClass.class),
            "How confidential the passages are: a question that carries any of them is of that class too.");
    private static final Setting<Integer> LIMIT = Setting.optional(
            "limit",
            Type.integer(1, Integer.MAX_VALUE),
            "The most passages to give to the model. Without it that of the tuner, or " + STANDARD.limit() + ".");
    private static final Setting<Double> MIN_SUPPORT = Setting.of(
            "min-support",
            Type.number(0, 1),
            STANDARD.minSupport(),
            "The least support with which a reply counts as grounded.");
    private static final Setting<SupportBy> SUPPORT = Setting.of(
            "support",
            Type.choice(SupportBy.class),
            SupportBy.WORDS,
            "What support is measured by: words; words and the meaning, by the encoder; or the reranker.");
    private static final Setting<Reranker> RERANKER = Setting.optional(
            "reranker", Type.part(OnnxKinds.RERANKER), "What reads sentence and passage for 'support: cross-encoder'.");
    private static final Setting<Double> MIDDLE =
            Setting.required("middle", Type.number(-Double.MAX_VALUE, Double.MAX_VALUE), "The score that becomes 0.5.");
    private static final Setting<Double> SLOPE =
            Setting.required("slope", Type.numberAbove(0, Double.MAX_VALUE), "How fast the share grows there.");
    private static final Setting<LogisticMap> CALIBRATION = Setting.of(
            "calibration",
            Type.object(MIDDLE, SLOPE).as(all -> new LogisticMap(all.get(MIDDLE), all.get(SLOPE))),
            LogisticMap.MS_MARCO,
            "What a score of the reranker means; without it middle 0 and slope 1, for logits of MS MARCO.");
    private static final Setting<Weights> WEIGHTS = Setting.of(
            "weights", Type.choice(Weights.class), Weights.UNIFORM, "Whether rare words, as of the index, weigh more.");
    private static final Setting<UnsupportedSentences> UNSUPPORTED = Setting.of(
            "unsupported",
            Type.choice(UnsupportedSentences.class),
            STANDARD.unsupported(),
            "What becomes of sentences that no passage supports, in a reply that is supported on the whole.");
    private static final Setting<List<String>> LINKS = Setting.of(
            "links",
            Type.list(Type.text(), 0),
            List.of(),
            "The hosts to which links in replies may act, such as *.example.com; \"" + ANY_LINK + "\" alone is any.");
    private static final Setting<QueryWriter> QUERIES = Setting.optional(
            "queries", Type.part(QueryKinds.QUERY_WRITER), "What to search with; without it the question as asked.");

    private static final Setting<Map<String, List<StageKinds.Stage>>> STAGES = Setting.of(
            "stages",
            Type.map(Type.list(Type.part(StageKinds.STAGE), 1), 1),
            Map.of(),
            "What the stages are that 'tuned' names, in the order in which they are put on.");

    private static final Setting<Path> EXTRACTIVE_INDEX = Setting.optional(
            "index", Type.directory(), "An index of which rare words weigh more; without it all weigh the same.");
    private static final Setting<Double> MIN_RELEVANCE =
            Setting.of("min-relevance", Type.number(0, 1), 0.5, "The least relevance of a sentence; 0 answers always.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public RagKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return Stream.of(
                        strategies(),
                        OpenIndex.kinds(),
                        StoreKinds.kinds(),
                        IndexOptions.kinds(),
                        OnnxKinds.encoders(),
                        OnnxKinds.rerankers(),
                        QueryKinds.kinds(),
                        StageKinds.retrievers(),
                        StageKinds.ranking(),
                        StageKinds.choosing(),
                        StageKinds.reading(),
                        FilterKinds.values(),
                        FilterKinds.combined())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Kind<?>> strategies() {
        return List.of(
                Role.MODEL.kind(
                        "extractive",
                        "Answers with the best sentences of the evidence, word for word; no language model.",
                        Type.object(
                                EXTRACTIVE_INDEX,
                                OpenIndex.ENCODER,
                                IndexOptions.TUNED,
                                IndexOptions.VOCABULARY,
                                IndexOptions.EMBEDDED,
                                MIN_RELEVANCE),
                        RagKinds::extractive),
                Role.SPECIALIZATION.kind(
                        "retrieval",
                        "Gives the model passages to answer from and holds it to them.",
                        Type.object(
                                INDEX,
                                RETRIEVER,
                                DATA_CLASS,
                                OpenIndex.ENCODER,
                                IndexOptions.TUNED,
                                STAGES,
                                IndexOptions.VOCABULARY,
                                IndexOptions.EMBEDDED,
                                StageKinds.WITH,
                                LIMIT,
                                MIN_SUPPORT,
                                SUPPORT,
                                RERANKER,
                                CALIBRATION,
                                WEIGHTS,
                                UNSUPPORTED,
                                LINKS,
                                QUERIES),
                        RagKinds::retrieval));
    }

    private static DomainModel extractive(Settings settings, Making making) {
        TermWeights weights = settings.find(EXTRACTIVE_INDEX)
                .<TermWeights>map(directory -> OpenIndex.of(directory, settings, making))
                .orElseGet(TermWeights::uniform);
        ExtractiveModel model = settings.find(OpenIndex.ENCODER)
                .map(encoder -> new ExtractiveModel(weights, encoder))
                .orElseGet(() -> new ExtractiveModel(weights));
        return model.minRelevance(settings.get(MIN_RELEVANCE));
    }

    private static Retrieval retrieval(Settings settings, Making making) {
        Optional<LuceneIndex> index = settings.find(INDEX).map(directory -> OpenIndex.of(directory, settings, making));
        Optional<Retriever> other = settings.find(RETRIEVER);
        boolean weighing = settings.get(WEIGHTS) == Weights.INDEX;
        if (!(index.isPresent() && other.isPresent() && weighing)) { // for weights alone, beside a retriever
            FilterKinds.requireOne(index.isPresent(), other.isPresent(), "'index' or 'retriever'");
        }
        Retriever base = other.or(() -> index).orElseThrow();
        Retrieval retrieval = from(base, settings);
        return retrieval
                .limit(settings.find(LIMIT).orElse(retrieval.limit()))
                .minSupport(settings.get(MIN_SUPPORT))
                .support(support(settings, weights(weighing, index)))
                .unsupported(settings.get(UNSUPPORTED))
                .links(SafeLinks.to(settings.get(LINKS)))
                .queries(settings.find(QUERIES).orElse(retrieval.queries()));
    }

    /** The stages that a tuner has tried stand next to the index, where they were measured. */
    private static Retrieval from(Retriever base, Settings settings) {
        Optional<Documents> documents = OpenIndex.documents(base);
        Map<String, List<StageKinds.Stage>> stages = settings.get(STAGES);
        Optional<RagConfiguration> tuned = IndexOptions.tuned(settings);
        if (tuned.isEmpty() && !stages.isEmpty()) {
            throw new IllegalArgumentException("expected 'tuned', which names the 'stages', but found none");
        }
        RagParts parts = RagParts.DEFAULT;
        for (Map.Entry<String, List<StageKinds.Stage>> stage : stages.entrySet()) {
            parts = parts.withStage(stage.getKey(), on -> StageKinds.put(stage.getValue(), on, documents));
        }
        RagParts known = parts;
        Retriever staged = tuned.map(each -> known.staged(each, base)).orElse(base);
        Retriever whole = StageKinds.put(settings.get(StageKinds.WITH), staged, documents);
        Retrieval retrieval =
                Retrieval.from(settings.find(DATA_CLASS).map(whole::classified).orElse(whole));
        return retrieval.limit(tuned.map(RagConfiguration::limit).orElse(retrieval.limit()));
    }

    private static TermWeights weights(boolean weighing, Optional<LuceneIndex> index) {
        if (!weighing) {
            return TermWeights.uniform();
        }
        return index.orElseThrow(
                () -> new IllegalArgumentException("expected an 'index' to weigh words by but found none"));
    }

    private static SupportScorer support(Settings settings, TermWeights weights) {
        return switch (settings.get(SUPPORT)) {
            case WORDS -> SupportScorer.words(weights);
            case MEANING ->
                SupportScorer.meaning(
                        settings.find(OpenIndex.ENCODER)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "expected an 'encoder' to compare meaning by but found none")),
                        weights);
            case CROSS_ENCODER ->
                SupportScorer.crossEncoder(
                        settings.find(RERANKER)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "expected a 'reranker' to measure support by but found none")),
                        settings.get(CALIBRATION));
        };
    }
}
