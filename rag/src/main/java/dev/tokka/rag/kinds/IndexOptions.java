// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.rag.document.Chunker;
import dev.tokka.rag.document.SentenceWindowChunker;
import dev.tokka.rag.document.StructureChunker;
import dev.tokka.rag.index.Analysis;
import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.QueryVectors;
import dev.tokka.rag.index.VectorSettings;
import dev.tokka.rag.metadata.Labeling;
import dev.tokka.rag.metadata.MetadataSchema;
import dev.tokka.rag.metadata.Value;
import dev.tokka.rag.text.Vocabulary;
import dev.tokka.rag.tuning.RagConfiguration;
import dev.tokka.rag.tuning.RagParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an index is opened with, and how a file says it; see {@link IndexSettings}. */
final class IndexOptions {

    private static final Role<Chunker> CHUNKER_ROLE = new Role<>("chunker", Chunker.class);
    private static final Role<Fusion> FUSION_ROLE = new Role<>("fusion", Fusion.class);
    private static final IndexSettings STANDARD = IndexSettings.DEFAULT;

    static final Setting<Path> TUNED = Setting.optional(
            "tuned", Type.file(), "A file of settings that a tuner has written, with which the index was written.");
    static final Setting<Vocabulary> VOCABULARY = Setting.of(
            "vocabulary",
            QueryKinds.VOCABULARY_TYPE,
            Vocabulary.EMPTY,
            "The terms with which the index was written: a table (.tsv, .csv), or a profile (.md, .yaml, .yml, .json).");

    private static final Setting<Chunker> CHUNKER =
            Setting.optional("chunker", Type.part(CHUNKER_ROLE), "How documents were cut.");
    private static final Setting<Fusion> FUSION =
            Setting.optional("fusion", Type.part(FUSION_ROLE), "How the two rankings become one.");
    private static final Setting<Integer> CANDIDATES = Setting.optional(
            "candidates", Type.integer(1, Integer.MAX_VALUE), "How many passages each ranking contributes.");
    private static final Setting<Double> K1 =
            Setting.required("k1", Type.number(0, Double.MAX_VALUE), "How much repetition of a term counts.");
    private static final Setting<Double> B =
            Setting.required("b", Type.number(0, 1), "How much long passages are marked down.");
    private static final Setting<IndexSettings.Bm25> BM25 = Setting.of(
            "bm25",
            Type.object(K1, B).as(all -> new IndexSettings.Bm25(all.get(K1), all.get(B))),
            STANDARD.bm25(),
            "The constants of the ranking by words.");
    private static final Setting<Map<String, Value.Type>> LABELS = Setting.of(
            "labels",
            Type.map(Type.choice(Value.Type.class), 0),
            Map.of(),
            "The keys that metadata and filters may use, and the types of their values.");
    private static final Setting<Boolean> TENANTS = Setting.of(
            "tenants",
            Type.truth(),
            false,
            "Whether every document belongs to a tenant and every query must name one.");

    private static final Type<Double> WEIGHT = Type.number(0, Double.MAX_VALUE);
    private static final Setting<Double> BIGRAMS = Setting.of(
            "bigrams", WEIGHT, Analysis.DEFAULT.bigrams(), "How much pairs of characters of Japanese texts count.");
    private static final Setting<Double> ADJACENCY = Setting.of(
            "adjacency", WEIGHT, Analysis.DEFAULT.adjacency(), "How much pairs of neighbouring words count.");

    private static final Setting<VectorSettings.Precision> PRECISION = Setting.of(
            "precision",
            Type.choice(VectorSettings.Precision.class),
            VectorSettings.DEFAULT.precision(),
            "How each number of a vector is stored.");
    private static final Setting<Integer> CONNECTIONS = Setting.of(
            "connections",
            Type.integer(2, 512),
            VectorSettings.DEFAULT.connections(),
            "How many neighbours each vector of the graph has.");
    private static final Setting<Integer> CONSTRUCTION = Setting.of(
            "construction",
            Type.integer(1, 3_200),
            VectorSettings.DEFAULT.construction(),
            "How many neighbours are looked at when a vector is added.");
    private static final Setting<Integer> DEPTH = Setting.of(
            "depth",
            Type.integer(1, Integer.MAX_VALUE),
            VectorSettings.DEFAULT.depth(),
            "How many neighbours a search looks at, at least.");
    private static final Setting<Double> PASSAGE_SHARE = Setting.of(
            "passage-share",
            Type.number(0, 1),
            QueryVectors.DEFAULT.passageShare(),
            "How much of the question's vector is made as that of a passage.");
    private static final Setting<Integer> FEEDBACK_PASSAGES = Setting.of(
            "feedback-passages",
            Type.integer(0, Integer.MAX_VALUE),
            QueryVectors.DEFAULT.feedbackPassages(),
            "Towards how many of the first passages the question's vector is moved.");
    private static final Setting<Double> FEEDBACK_SHARE = Setting.of(
            "feedback-share",
            Type.number(0, 1),
            QueryVectors.DEFAULT.feedbackShare(),
            "How far the question's vector is moved.");
    private static final Setting<VectorSettings> VECTORS = Setting.of(
            "vectors",
            Type.object(PRECISION, CONNECTIONS, CONSTRUCTION, DEPTH, PASSAGE_SHARE, FEEDBACK_PASSAGES, FEEDBACK_SHARE)
                    .as(IndexOptions::vectors),
            VectorSettings.DEFAULT,
            "How vectors are stored and searched.");

    private static final String SETTINGS_SAY = "What else the index was written with, or is searched with.";

    /** What every engine has. */
    static final Setting<Settings> STORED =
            Setting.optional("settings", Type.object(CHUNKER, FUSION, CANDIDATES, BM25, LABELS, TENANTS), SETTINGS_SAY);

    /** What the embedded index has. */
    static final Setting<Settings> EMBEDDED = Setting.optional(
            "settings",
            Type.object(CHUNKER, FUSION, CANDIDATES, BM25, LABELS, TENANTS, BIGRAMS, ADJACENCY, VECTORS),
            SETTINGS_SAY);

    private static final Setting<Integer> SENTENCES =
            Setting.required("sentences", Type.integer(1, Integer.MAX_VALUE), "How many sentences a window has.");
    private static final Setting<Integer> STRIDE = Setting.required(
            "stride", Type.integer(1, Integer.MAX_VALUE), "Every how many sentences a new window starts.");

    private IndexOptions() {}

    static List<Kind<?>> kinds() {
        return List.of(
                CHUNKER_ROLE.kind(
                        "structure",
                        "Sections, blocks and sentences, up to so many characters.",
                        Type.integer(2, Integer.MAX_VALUE),
                        (characters, making) -> StructureChunker.ofCharacters(characters)),
                CHUNKER_ROLE.kind(
                        "sentence-windows",
                        "Overlapping windows of sentences.",
                        Type.object(SENTENCES, STRIDE),
                        (settings, making) -> SentenceWindowChunker.of(settings.get(SENTENCES), settings.get(STRIDE))),
                FUSION_ROLE.kind(
                        "convex",
                        "Adds the scores, of which that by meaning has this share.",
                        Type.number(0, 1),
                        (share, making) -> new Fusion.Convex(share)),
                FUSION_ROLE.kind(
                        "reciprocal-rank",
                        "Adds reciprocal ranks; the larger the number, the less the first ranks stand out.",
                        Type.integer(1, Integer.MAX_VALUE),
                        (k, making) -> new Fusion.ReciprocalRank(k)));
    }

    /** Returns what the embedded index is opened with. */
    static IndexSettings embedded(Settings settings) {
        IndexSettings common = common(settings, EMBEDDED);
        return settings.find(EMBEDDED)
                .map(own -> common.withAnalysis(
                                common.analysis().withBigrams(own.get(BIGRAMS)).withAdjacency(own.get(ADJACENCY)))
                        .withVectors(own.get(VECTORS)))
                .orElse(common);
    }

    /** Returns what the index of an engine is opened with. */
    static IndexSettings stored(Settings settings) {
        return common(settings, STORED);
    }

    private static IndexSettings common(Settings settings, Setting<Settings> inner) {
        IndexSettings standard = STANDARD.withAnalysis(Analysis.DEFAULT.withVocabulary(settings.get(VOCABULARY)));
        Optional<RagConfiguration> tuned = tuned(settings);
        IndexSettings index =
                tuned.map(each -> each.settings(standard, RagParts.DEFAULT)).orElse(standard);
        return settings.find(inner)
                .map(own -> with(own, index, tuned.isPresent()))
                .orElse(index);
    }

    private static IndexSettings with(Settings own, IndexSettings index, boolean tuned) {
        Optional<Chunker> chunker = own.find(CHUNKER);
        Optional<Fusion> fusion = own.find(FUSION);
        Optional<Integer> candidates = own.find(CANDIDATES);
        if (tuned && (chunker.isPresent() || fusion.isPresent() || candidates.isPresent())) {
            throw new IllegalArgumentException(
                    "expected chunker, fusion and candidates from 'tuned' only but 'settings' has one of them too");
        }
        Labeling labels = Labeling.NONE.withSchema(MetadataSchema.of(own.get(LABELS)));
        return index.withChunker(chunker.orElse(index.chunker()))
                .withFusion(fusion.orElse(index.fusion()))
                .withCandidates(candidates.orElse(index.candidates()))
                .withBm25(own.get(BM25))
                .withLabeling(own.get(TENANTS) ? labels.withTenants() : labels);
    }

    private static VectorSettings vectors(Settings all) {
        return new VectorSettings(
                all.get(PRECISION),
                all.get(CONNECTIONS),
                all.get(CONSTRUCTION),
                all.get(DEPTH),
                new QueryVectors(all.get(PASSAGE_SHARE), all.get(FEEDBACK_PASSAGES), all.get(FEEDBACK_SHARE)));
    }

    static Optional<RagConfiguration> tuned(Settings settings) {
        return settings.find(TUNED).map(file -> {
            try {
                return RagConfiguration.read(file);
            } catch (IOException e) {
                throw new UncheckedIOException("the settings cannot be read from " + file, e);
            }
        });
    }
}
