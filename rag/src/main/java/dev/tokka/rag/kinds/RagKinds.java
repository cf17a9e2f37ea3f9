// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.DomainModel;
import dev.tokka.Retriever;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.QueryWriter;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.SupportScorer;
import dev.tokka.rag.TermWeights;
import dev.tokka.rag.UnsupportedSentences;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.output.SafeLinks;
import dev.tokka.rag.query.QueryWriters;
import dev.tokka.rag.tuning.RagParts;
import java.nio.file.Path;
import java.util.List;
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
        MEANING
    }

    private static final Role<QueryWriter> QUERY_WRITER = new Role<>("query-writer", QueryWriter.class);
    private static final Retrieval STANDARD = Retrieval.from(query -> List.of());

    private static final Setting<Path> INDEX = Setting.optional(
            "index", Type.directory(), "The directory of an index that was written before; or name a retriever.");
    private static final Setting<Retriever> RETRIEVER =
            Setting.optional("retriever", Type.part(Role.RETRIEVER), "Where passages come from, if not from an index.");
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
            "What support is measured by: words, or words and the meaning, by the encoder.");
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
            "queries", Type.part(QUERY_WRITER), "What to search with; without it the question as asked.");

    private static final Setting<Path> EXTRACTIVE_INDEX = Setting.optional(
            "index", Type.directory(), "An index of which rare words weigh more; without it all weigh the same.");
    private static final Setting<Double> MIN_RELEVANCE =
            Setting.of("min-relevance", Type.number(0, 1), 0.5, "The least relevance of a sentence; 0 answers always.");

    private static final Setting<DomainModel> MODEL = Setting.required("model", Type.part(Role.MODEL), "Who writes.");
    private static final Setting<Integer> TURNS = Setting.of(
            "turns", Type.integer(1, Integer.MAX_VALUE), 6, "How many of the last turns of the history it gets.");
    private static final Setting<Integer> COUNT =
            Setting.required("count", Type.integer(1, 15), "The most rewordings; each is one more search.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public RagKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return Stream.of(strategies(), indexes(), queryWriters())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Kind<?>> strategies() {
        return List.of(
                Role.MODEL.kind(
                        "extractive",
                        "Answers with the best sentences of the evidence, word for word; no language model.",
                        Type.object(EXTRACTIVE_INDEX, OpenIndex.ENCODER, OpenIndex.TUNED, MIN_RELEVANCE),
                        RagKinds::extractive),
                Role.SPECIALIZATION.kind(
                        "retrieval",
                        "Gives the model passages to answer from and holds it to them.",
                        Type.object(
                                INDEX,
                                RETRIEVER,
                                OpenIndex.ENCODER,
                                OpenIndex.TUNED,
                                LIMIT,
                                MIN_SUPPORT,
                                SUPPORT,
                                WEIGHTS,
                                UNSUPPORTED,
                                LINKS,
                                QUERIES),
                        RagKinds::retrieval));
    }

    private static List<Kind<?>> indexes() {
        return List.of(
                Role.RETRIEVER.kind(
                        "lucene",
                        "An embedded index.",
                        Type.object(OpenIndex.INDEX, OpenIndex.ENCODER, OpenIndex.TUNED),
                        (settings, making) -> OpenIndex.of(settings.get(OpenIndex.INDEX), settings, making)),
                OpenIndex.ENCODER_ROLE.kind(
                        "bundled",
                        "An encoder that comes with the library.",
                        Type.choice(OpenIndex.Bundled.class),
                        OpenIndex::bundled),
                OpenIndex.ENCODER_ROLE.kind(
                        "directory",
                        "An encoder from a directory in the layout of Hugging Face.",
                        Type.directory(),
                        OpenIndex::directory),
                Role.EMBEDDER.kind(
                        "encoder",
                        "The vectors of an encoder.",
                        Type.part(OpenIndex.ENCODER_ROLE),
                        (encoder, making) -> new OpenIndex.QuestionEmbedder(encoder)));
    }

    private static List<Kind<?>> queryWriters() {
        return List.of(
                QUERY_WRITER.kind(
                        "condensing",
                        "Makes a question that needs its conversation stand alone.",
                        Type.object(MODEL, TURNS),
                        (settings, making) -> QueryWriters.condensing(settings.get(MODEL), settings.get(TURNS))),
                QUERY_WRITER.kind(
                        "rewording",
                        "Searches with rewordings too.",
                        Type.object(MODEL, COUNT),
                        (settings, making) -> QueryWriters.rewording(settings.get(MODEL), settings.get(COUNT))),
                QUERY_WRITER.kind(
                        "hypothetical",
                        "Searches with an answer too that a model makes up.",
                        Type.object(MODEL),
                        (settings, making) -> QueryWriters.hypothetical(settings.get(MODEL))));
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
        if (index.isPresent() == other.isPresent()) {
            throw new IllegalArgumentException("expected either 'index' or 'retriever' but found "
                    + (index.isPresent() ? "both" : "none of them"));
        }
        Retriever retriever = index.<Retriever>map(each -> each).or(() -> other).orElseThrow();
        Retrieval retrieval = OpenIndex.tuned(settings)
                .map(tuned -> tuned.retrieval(retriever, RagParts.DEFAULT))
                .orElseGet(() -> Retrieval.from(retriever));
        return retrieval
                .limit(settings.find(LIMIT).orElse(retrieval.limit()))
                .minSupport(settings.get(MIN_SUPPORT))
                .support(support(settings, weights(settings, index)))
                .unsupported(settings.get(UNSUPPORTED))
                .links(links(settings.get(LINKS)))
                .queries(settings.find(QUERIES).orElse(retrieval.queries()));
    }

    private static TermWeights weights(Settings settings, Optional<LuceneIndex> index) {
        if (settings.get(WEIGHTS) == Weights.UNIFORM) {
            return TermWeights.uniform();
        }
        return index.orElseThrow(
                () -> new IllegalArgumentException("expected an 'index' to weigh words by but found none"));
    }

    private static SupportScorer support(Settings settings, TermWeights weights) {
        if (settings.get(SUPPORT) == SupportBy.WORDS) {
            return SupportScorer.words(weights);
        }
        Encoder encoder = settings.find(OpenIndex.ENCODER)
                .orElseThrow(() ->
                        new IllegalArgumentException("expected an 'encoder' to compare meaning by but found none"));
        return SupportScorer.meaning(encoder, weights);
    }

    private static SafeLinks links(List<String> hosts) {
        if (hosts.equals(List.of(ANY_LINK))) {
            return SafeLinks.any();
        }
        return hosts.isEmpty() ? SafeLinks.none() : SafeLinks.only(hosts.toArray(String[]::new));
    }
}
