// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.DomainModel;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Type;
import dev.tokka.rag.QueryWriter;
import dev.tokka.rag.query.QueryWriters;
import dev.tokka.rag.text.Vocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What writes queries in files; see {@link QueryWriters}. */
final class QueryKinds {

    static final Role<QueryWriter> QUERY_WRITER = new Role<>("query-writer", QueryWriter.class);

    /** A file of terms: a table, or the profile of a domain. */
    static final Type<Vocabulary> VOCABULARY_TYPE = Type.file().as(QueryKinds::vocabulary);

    private static final Setting<DomainModel> MODEL = Setting.required("model", Type.part(Role.MODEL), "Who writes.");
    private static final Setting<Integer> TURNS = Setting.of(
            "turns", Type.integer(1, Integer.MAX_VALUE), 6, "How many of the last turns of the history it gets.");
    private static final Setting<Integer> COUNT =
            Setting.required("count", Type.integer(1, 15), "The most rewordings; each is one more search.");
    private static final Setting<Vocabulary> VOCABULARY = Setting.required(
            "vocabulary", VOCABULARY_TYPE, "The terms: a table (.tsv, .csv), or a profile (.md, .yaml, .yml, .json).");

    private QueryKinds() {}

    static List<Kind<?>> kinds() {
        Type<List<QueryWriter>> writers = Type.list(Type.part(QUERY_WRITER), 1);
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
                        (settings, making) -> QueryWriters.hypothetical(settings.get(MODEL))),
                QUERY_WRITER.kind(
                        "expanding",
                        "Adds the other forms of the terms in a question; no model.",
                        Type.object(VOCABULARY),
                        (settings, making) -> QueryWriters.expanding(settings.get(VOCABULARY))),
                QUERY_WRITER.kind(
                        "as-asked",
                        "Searches with the question as it was asked.",
                        Type.object(),
                        (settings, making) -> QueryWriter.asAsked()),
                QUERY_WRITER.kind(
                        "then",
                        "Each writes for what the one before it has written.",
                        writers,
                        (all, making) -> all.stream().reduce(QueryWriter::then).orElseThrow()),
                QUERY_WRITER.kind(
                        "and",
                        "Searches with what each of these writes.",
                        writers,
                        (all, making) -> all.stream().reduce(QueryWriter::and).orElseThrow()));
    }

    private static Vocabulary vocabulary(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "tsv", "csv" -> Vocabulary.read(file);
            case "md", "yaml", "yml", "json" -> Vocabulary.ofProfile(file);
            default ->
                throw new IllegalArgumentException(
                        "expected a table (.tsv, .csv) or the profile of a domain (.md, .yaml,"
                                + " .yml, .json) but found a file of another kind");
        };
    }
}
