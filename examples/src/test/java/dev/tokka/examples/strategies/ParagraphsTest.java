// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.evaluation.Benchmark;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.dataset.BenchmarkDocument;
import dev.tokka.evaluation.dataset.DemoBank;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParagraphsTest {

    private static final Path BANK = Path.of("demo-bank");

    private final List<BenchmarkDocument> documents = DemoBank.documents(BANK.resolve("documents"));
    private final Paragraphs paragraphs = Paragraphs.of(documents);
    private final Benchmark benchmark = DemoBank.benchmark(BANK);

    @Test
    void aParagraphStandsInItsDocumentWhereItsSourceSays() {
        for (BenchmarkDocument document : documents) {
            assertThat(paragraphs.all())
                    .filteredOn(passage -> passage.source().document().equals(document.id()))
                    .isNotEmpty()
                    .allSatisfy(passage -> assertThat(passage.source().span().of(document.text()))
                            .isEqualTo(passage.text())
                            .contains(passage.source().headings().get(1)));
        }
        assertThat(paragraphs.all()).hasSize(90);
    }

    @Test
    void everyFactIsInAParagraphAboutItsProduct() {
        assertThat(benchmark.cases())
                .allSatisfy(item -> assertThat(paragraphs.withFact(item).isPresent())
                        .isEqualTo(item.expected() instanceof Expected.Texts));
    }

    @Test
    void anAmountDoesNotSayWhatTheCurrencyIs() {
        Case currency = item("known-005"); // What currency does the Pati savings account use?

        assertThat(paragraphs.withFact(currency).orElseThrow().text())
                .matches(".*\\b(kept|held|currency|payments)\\b.*dollars.*");
    }

    @Test
    void theParagraphWithTheFactIsDrawnWithThreeOthersAndStandsAnywhere() {
        Case item = item("known-001");
        Passage fact = paragraphs.withFact(item).orElseThrow();
        List<List<Passage>> draws = IntStream.range(0, 40)
                .mapToObj(seed -> paragraphs.draw(item, new Random(seed)))
                .toList();

        assertThat(draws)
                .allSatisfy(draw ->
                        assertThat(draw).hasSize(4).doesNotHaveDuplicates().contains(fact));
        assertThat(draws.stream().map(draw -> draw.indexOf(fact)).distinct()).hasSize(4);
        assertThat(paragraphs.draw(item, new Random(1))).isEqualTo(draws.get(1));
        assertThat(paragraphs.draw(item("unanswerable-001"), new Random(1)))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void aModelIsGivenThePassagesOfItsQuestionAndNoOthers() {
        Case item = item("known-001");
        List<Passage> drawn = paragraphs.draw(item, new Random(1));
        DomainModel counts = question -> Answer.reply(question.evidence().size() + " passages");
        DomainModel model = counts.with(new GivenPassages(Map.of(item.question().text(), drawn)));

        assertThat(model.answer(item.question())).isEqualTo(Answer.reply("4 passages"));
        assertThat(model.answer(Question.of("What else?"))).isEqualTo(Answer.reply("0 passages"));
        assertThat(model.describe())
                .isEqualTo(counts.with(new GivenPassages(Map.of(item.question().text(), drawn)))
                        .describe())
                .isNotEqualTo(counts.with(new GivenPassages(Map.of())).describe());
    }

    private Case item(String id) {
        return benchmark.only(one -> one.id().equals(id)).cases().get(0);
    }
}
