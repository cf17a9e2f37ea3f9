// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.rag.index.Fusion;
import dev.tokka.rag.index.IndexSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two rankings in SQL. Words are ranked by BM25 as Lucene defines it, with the statistics of all passages of a language;
 * the length of a passage is exact, where Lucene rounds it.
 */
final class PostgresSearch {

    private static final String TERMS = """
            WITH q AS (
                SELECT u.* FROM unnest(?::text[], ?::text[], ?::float8[]) AS u (language, term, weight)),
            hit AS (
                SELECT p.passage, p.tf, q.term, q.weight, p.language,
                    count(*) OVER (PARTITION BY p.language, p.term) AS df
                FROM q JOIN tokka_posting p ON p.language = q.language AND p.term = q.term)
            SELECT a.id, sum(hit.weight * ln(1 + (s.passages - hit.df + 0.5) / (hit.df + 0.5)::float8) * hit.tf
                    / (hit.tf + ?::float8 * (1 - ?::float8 + ?::float8 * a.length * s.passages / s.terms::float8))
                    ORDER BY hit.language, hit.term) AS score
            FROM hit JOIN tokka_passage a ON a.id = hit.passage
                JOIN tokka_document d ON d.key = a.document
                JOIN tokka_statistics s ON s.language = hit.language
            WHERE\s""";

    private static final String EXACT = """
            SELECT a.id, (SELECT sum(x.l::float8 * x.r::float8) FROM unnest(a.vector, ?::float4[]) AS x (l, r)) AS score
            FROM tokka_passage a JOIN tokka_document d ON d.key = a.document
            WHERE a.vector IS NOT NULL AND\s""";

    private static final String NEAREST = """
            SELECT a.id, -(a.vector <#> ?::vector) AS score
            FROM tokka_passage a JOIN tokka_document d ON d.key = a.document
            WHERE a.vector IS NOT NULL AND\s""";

    private static final String READ = """
            SELECT a.id, d.id, a.ordinal, a.start, a.headings, a.body
            FROM tokka_passage a JOIN tokka_document d ON d.key = a.document WHERE\s""";

    private final IndexSettings settings;
    private final boolean vectors;

    PostgresSearch(IndexSettings settings, boolean vectors) {
        this.settings = settings;
        this.vectors = vectors;
    }

    IndexSettings settings() {
        return settings;
    }

    /** Returns whether the database finds near vectors itself. */
    boolean hasVectors() {
        return vectors;
    }

    SqlText words(List<Words.Weighted> words, Asker asker) {
        double b = settings.bm25().b();
        return SqlText.of(
                        TERMS,
                        SqlText.texts(words.stream()
                                .map(each -> each.language().tag())
                                .toList()),
                        SqlText.texts(words.stream().map(Words.Weighted::term).toList()),
                        new SqlText.Array(
                                "float8",
                                words.stream()
                                        .<Object>map(Words.Weighted::weight)
                                        .toList()),
                        settings.bm25().k1(),
                        b,
                        b)
                .addCondition(asker)
                .add(
                        " GROUP BY a.id, d.id, a.ordinal ORDER BY score DESC, d.id, a.ordinal LIMIT ?",
                        settings.candidates());
    }

    SqlText meaning(float[] vector, Asker asker) {
        String bound = PostgresChange.bound(vector, vectors);
        SqlText query = SqlText.of(vectors ? NEAREST : EXACT, bound).addCondition(asker);
        if (vectors) {
            query.add(" ORDER BY a.vector <#> ?::vector", bound);
        } else {
            query.add(" ORDER BY score DESC, d.id, a.ordinal");
        }
        return query.add(" LIMIT ?", settings.candidates());
    }

    static Fusion.Hit<Long> hit(ResultSet row) throws SQLException {
        return new Fusion.Hit<>(row.getLong(1), row.getDouble(2));
    }

    static Map<Long, StoredPassage> read(Connection connection, List<Long> ids) throws SQLException {
        Map<Long, StoredPassage> passages = new HashMap<>();
        SqlText.of(READ + "a.id = ANY (?)", new SqlText.Array("int8", List.copyOf(ids)))
                .list(connection, row -> passages.put(row.getLong(1), passage(row)) == null);
        return passages;
    }

    static List<StoredPassage> read(Connection connection, String document, Asker asker) throws SQLException {
        return SqlText.of(READ + "d.key = ? AND ", PostgresChange.key(document))
                .addCondition(asker)
                .add(" ORDER BY a.ordinal")
                .list(connection, PostgresSearch::passage);
    }

    private static StoredPassage passage(ResultSet row) throws SQLException {
        String[] headings = (String[]) row.getArray(5).getArray();
        return new StoredPassage(
                Exact.read(row.getString(2)),
                row.getInt(3),
                row.getInt(4),
                Arrays.stream(headings).map(Exact::read).toList(),
                Exact.read(row.getString(6)));
    }
}
