// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.Query;
import dev.tokka.rag.ExtractiveModel;
import dev.tokka.rag.Retrieval;
import dev.tokka.rag.index.IngestReport;
import dev.tokka.rag.index.LuceneIndex;
import dev.tokka.rag.onnx.OnnxEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundled handbook, asked its own questions. */
class HandbookTest {

    private static final Path HANDBOOK = Path.of("handbook");

    @TempDir
    static Path temp;

    private static OnnxEncoder encoder;
    private static LuceneIndex index;
    private static IngestReport report;

    private record Case(String id, String question, boolean answerable, List<String> sources) {}

    @BeforeAll
    static void ingest() {
        encoder = OnnxEncoder.bgeSmallEn();
        index = LuceneIndex.open(temp.resolve("index"), encoder);
        report = index.ingest(HANDBOOK);
    }

    @AfterAll
    static void close() {
        index.close();
        encoder.close();
    }

    private static List<Case> cases(String name) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("questions", name + ".jsonl"))) {
            JsonNode node = json.readTree(line);
            List<String> sources = new ArrayList<>();
            node.get("sources").forEach(source -> sources.add(source.asText()));
            cases.add(new Case(
                    node.get("id").asText(),
                    node.get("question").asText(),
                    node.get("answerable").asBoolean(),
                    sources));
        }
        return cases;
    }

    private static DomainModel model() {
        return new ExtractiveModel(index, encoder).with(Retrieval.from(index).weights(index));
    }

    @Test
    void everyFileIsRead() {
        assertThat(report.failures()).isEmpty();
        assertThat(report.skipped()).isEmpty();
        assertThat(report.added()).hasSizeGreaterThanOrEqualTo(20).anyMatch(id -> id.endsWith(".pdf"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ja"})
    void theExpectedSourceIsAmongTheFirstThree(String language) throws IOException {
        List<Case> answerable =
                cases(language).stream().filter(Case::answerable).toList();

        List<String> missed = answerable.stream()
                .filter(each -> index.retrieve(Query.of(each.question(), 3)).stream()
                        .noneMatch(passage ->
                                each.sources().contains(passage.source().document())))
                .map(Case::id)
                .toList();

        assertThat(missed).as("missed of " + answerable.size()).hasSizeLessThanOrEqualTo(answerable.size() / 10);
    }

    @Test
    void itAnswersWhatTheHandbookAnswersAndAbstainsOtherwise() throws IOException {
        List<Case> all = new ArrayList<>(cases("en"));
        all.addAll(cases("ja"));
        DomainModel model = model();

        long answered = all.stream()
                .filter(Case::answerable)
                .filter(each -> model.answer(each.question()).reply().isPresent())
                .count();
        long abstained = all.stream()
                .filter(each -> !each.answerable())
                .filter(each -> model.answer(each.question()).reply().isEmpty())
                .count();

        assertThat(all).hasSize(60);
        assertThat(answered).as("answered of 50").isGreaterThanOrEqualTo(45);
        assertThat(abstained).as("abstained of 10").isGreaterThanOrEqualTo(8);
    }

    @Test
    void everyQuoteStandsInItsDocument() throws IOException {
        int checked = 0;
        for (Case each : cases("en")) {
            Answer answer = model().answer(each.question());
            for (Citation citation : answer.reply().map(Answer.Reply::citations).orElse(List.of())) {
                String text = index.text(citation.source().document()).orElseThrow();
                assertThat(citation.source().span().of(text)).isEqualTo(citation.quote());
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    @Test
    void hiddenTextAndScriptsAreNoContent() {
        for (String id : index.documents()) {
            assertThat(index.text(id).orElseThrow()).doesNotContain("9,900").doesNotContain("<script");
        }
    }
}
