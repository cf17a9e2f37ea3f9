// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderLabelsTest {

    private static final MetadataSchema SCHEMA = MetadataSchema.of(Map.of(
            "kind", Value.Type.TEXT,
            "topics", Value.Type.TEXTS,
            "amount", Value.Type.NUMBER,
            "final", Value.Type.FLAG,
            "valid_from", Value.Type.TIME));

    @TempDir
    Path temp;

    private FolderLabels read(String json) {
        try {
            return FolderLabels.read(Files.writeString(temp.resolve("labels.json"), json), SCHEMA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theFirstEntryThatMatchesDecides() {
        FolderLabels labels = read("""
                {
                  "labels": [
                    {"files": "cards/**", "tenant": "kanda", "roles": ["clerk", "manager"],
                     "metadata": {"kind": "rule", "topics": ["cards", "fees"], "amount": 1.5, "final": true,
                                  "valid_from": "2026-04-01T00:00:00+09:00"}},
                    {"files": "{cards,public}/*.md"}
                  ],
                  "otherwise": "nobody"
                }""");

        assertThat(labels.apply("cards/lost/a.md"))
                .isEqualTo(new Labels(
                        Metadata.of(Map.of(
                                "kind", new Value.Text("rule"),
                                "topics", new Value.Texts(Set.of("cards", "fees")),
                                "amount", new Value.Numeric(1.5),
                                "final", new Value.Flag(true),
                                "valid_from", new Value.Time(Instant.parse("2026-03-31T15:00:00Z")))),
                        Access.EVERYBODY.forTenant("kanda").forRoles("clerk", "manager")));
        assertThat(labels.apply("public/a.md")).isEqualTo(Labels.NONE);
        assertThat(labels.apply("public/deep/a.md").access().roles()).isEqualTo(Optional.of(Set.of()));
    }

    @Test
    void whatNoEntryMatchesIsForNobodyUnlessTheFileSaysOtherwise() {
        assertThat(read("{\"labels\": []}").apply("a.md").access().roles()).isEqualTo(Optional.of(Set.of()));
        assertThat(read("{\"labels\": [], \"otherwise\": \"everybody\"}").apply("a.md"))
                .isEqualTo(Labels.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"labels": [                                               | labels.json:1:
                    {"labels": [{"files": "a", "role": "b"}]}                  | labels.json:1:
                    {"labels": [{"files": "a"}], "labels": []}                 | labels.json:1:
                    {"labels": [{"files": "a"}]} more                          | labels.json:1:
                    {}                                                         | expected a list of labels
                    {"labels": [{"files": "a"}, {"roles": ["b"]}]}             | entry 2 but it has no files
                    {"labels": [{"files": "a["}]}                              | entry 1
                    {"labels": [{"files": "a", "tenant": " "}]}                | tenant
                    {"labels": [{"files": "a", "roles": [""]}]}                | role
                    {"labels": [{"files": "a", "roles": [null]}]}              | roles
                    {"labels": [null]}                                         | entry 1
                    {"labels": [], "otherwise": "all"}                         | otherwise must be
                    {"labels": [{"files": "a", "metadata": {"other": "b"}}]}   | other
                    {"labels": [{"files": "a", "metadata": {"kind": 1}}]}      | kind
                    {"labels": [{"files": "a", "metadata": {"kind": null}}]}   | kind
                    {"labels": [{"files": "a", "metadata": {"topics": [1]}}]}  | topics
                    {"labels": [{"files": "a", "metadata": {"topics": {}}}]}   | topics
                    {"labels": [{"files": "a", "metadata": {"valid_from": "2026-04-01"}}]} | offset
                    """)
    void errorsSayWhere(String json, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(json)).withMessageContaining(message);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FolderLabels.read(temp.resolve("none.json"), SCHEMA))
                .withMessageContaining("none.json");
    }
}
