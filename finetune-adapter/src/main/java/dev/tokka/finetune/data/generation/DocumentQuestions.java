// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Span;
import dev.tokka.finetune.data.Provenance;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingQuestion;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.finetune.data.generation.Wordings.Sort;
import dev.tokka.langchain4j.PromptLanguage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Asks about documents without a model: what a sentence of the form "the X of Y is Z" says of X, what a cell of a table has,
 * which term is missing in a sentence, and what a section says first. English and Japanese, plain text and Markdown.
 *
 * <p>Each answer is copied from the document, and the span of the row is exactly where it stands. Questions are worded by
 * patterns: enough to teach facts and words of a domain, and a set to begin with; {@link ModelQuestions} and {@link
 * Paraphrases} sound more like people.
 *
 * @param wordings in how many ways each question is asked, from 1 to {@value Wordings#MOST}
 */
public record DocumentQuestions(int wordings) implements RowGenerator<SourceDocument> {

    private static final String STEP = "document questions";
    private static final int SHORTEST = 8;
    private static final int LONGEST = 400;

    /** Checks the range above. */
    public DocumentQuestions {
        Checks.requireIn(1, Wordings.MOST, wordings, "wordings");
    }

    /** Returns a generator that asks each question in {@code wordings} ways, from 1 to {@value Wordings#MOST}. */
    public static DocumentQuestions inWordings(int wordings) {
        return new DocumentQuestions(wordings);
    }

    @Override
    public List<TrainingRow> rows(SourceDocument document, Work work) {
        Writer writer = new Writer(document, work);
        String section = "";
        for (Block block : Block.of(document.text())) {
            String headings = String.join(" > ", block.headings());
            if (block.kind() == Block.Kind.TABLE) {
                writer.table(block);
            } else {
                List<Span> sentences = Sentences.of(document.text(), block.span());
                if (!headings.equals(section) && block.headings().size() > 1) {
                    writer.section(block, sentences);
                }
                sentences.forEach(sentence -> writer.sentence(block, sentence));
            }
            section = headings;
        }
        return writer.rows;
    }

    @Override
    public Description describe() {
        return Description.of("document questions").with("wordings", wordings).with("version", 1);
    }

    /** Writes the rows of one document. */
    private final class Writer {

        private final SourceDocument document;
        private final String text;
        private final String title;
        private final Work work;
        private final List<TrainingRow> rows = new ArrayList<>();

        private Writer(SourceDocument document, Work work) {
            this.document = document;
            this.text = document.text();
            this.title = Block.of(document.text()).stream()
                    .filter(block -> !block.headings().isEmpty())
                    .map(block -> block.headings().get(0))
                    .findFirst()
                    .orElse(document.id());
            this.work = work;
        }

        private void table(Block block) {
            List<List<Span>> cells = TableCells.of(text, block.span()).rows();
            for (List<Span> row : cells.subList(Math.min(1, cells.size()), cells.size())) {
                for (int column = 1; column < Math.min(row.size(), cells.get(0).size()); column++) {
                    String name = cells.get(0).get(column).of(text);
                    String of = row.get(0).of(text);
                    if (name.isBlank() || of.isBlank() || row.get(column).length() < 1) {
                        work.leaveOut("table cell without a name or a value");
                    } else {
                        ask(Sort.CELL, row.get(column), name, of, place(block));
                    }
                }
            }
        }

        private void section(Block block, List<Span> sentences) {
            Span first = sentences.get(0);
            if (isUsable(first)) {
                ask(Sort.SECTION, first, block.heading(), title);
            }
        }

        private void sentence(Block block, Span sentence) {
            if (!isUsable(sentence)) {
                work.leaveOut("sentence too short or too long");
                return;
            }
            boolean isJapanese = isJapanese(sentence.of(text));
            Gaps.fact(text, sentence, isJapanese).ifPresent(fact -> ask(Sort.VALUE, fact.value(), fact.subject()));
            List<Span> terms = Gaps.terms(text, sentence);
            if (terms.isEmpty()) {
                work.leaveOut("sentence without a term to ask for");
            }
            terms.forEach(term -> ask(Sort.GAP, term, Gaps.without(text, sentence, term), place(block)));
        }

        private String place(Block block) {
            return block.headings().isEmpty() ? title : block.heading();
        }

        private boolean isUsable(Span sentence) {
            return sentence.length() >= SHORTEST && sentence.length() <= LONGEST;
        }

        private void ask(Sort sort, Span answer, String... parts) {
            List<String> ways = new ArrayList<>(Wordings.of(sort, isJapanese(String.join("", parts))));
            Collections.shuffle(ways, new Random(work.random().nextLong()));
            for (String way : ways.subList(0, wordings)) {
                TrainingQuestion question = TrainingQuestion.of(Wordings.fill(way, parts));
                rows.add(TrainingRow.supervised(question, answer.of(text), Provenance.of(document, answer, STEP)));
            }
        }

        private static boolean isJapanese(String text) {
            return PromptLanguage.of(text) == PromptLanguage.JAPANESE;
        }
    }
}
