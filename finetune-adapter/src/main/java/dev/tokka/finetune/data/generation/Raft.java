// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.Span;
import dev.tokka.finetune.data.Evidence;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.SourceDocument;
import dev.tokka.finetune.data.TrainingRow;
import dev.tokka.langchain4j.PromptLanguage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Puts passages into supervised rows, as the model will be given them when it is served with retrieval (RAFT): the one that
 * the row rests on, the golden one, among others that do not answer it. The answer quotes the golden passage and then says
 * what it said before:
 *
 * <pre>{@code ##Reason: ##begin_quote##The fee is 500 yen.##end_quote## ##Answer: 500 yen}</pre>
 *
 * <p>In a part of the rows the golden passage is left out. There the paper keeps the answer, so that it is also remembered;
 * {@link Missing#ABSTAIN} teaches to say that one does not know, as a model must that answers from evidence only.
 *
 * <p>Its description has the settings, a digest of the documents, and what the distractors {@linkplain Distractors#describe say
 * of themselves}: a run goes on only with the same ones.
 *
 * @param documents by id: where golden passages are taken from
 * @param distractors chooses the other passages
 * @param settings how many, and how often the golden one is there
 * @see <a href="https://arxiv.org/abs/2403.10131">Zhang et al., RAFT: Adapting Language Model to Domain Specific RAG
 *     (2024), section 3</a>
 */
public record Raft(Map<String, SourceDocument> documents, Distractors distractors, Settings settings)
        implements RowStep {

    private static final String STEP = "raft";

    /** Checks and copies the components. */
    public Raft {
        documents = Map.copyOf(documents);
        requireNonNull(distractors, "distractors");
        requireNonNull(settings, "settings");
    }

    /** What a row answers whose golden passage was left out. */
    public enum Missing {
        /** What it answered before, without a quote. */
        ANSWER,
        /** That the model does not know. */
        ABSTAIN
    }

    /**
     * How rows are made.
     *
     * @param distractors how many other passages, at least 0; 4 in the paper
     * @param golden the share of rows with the golden passage, from 0 to 1; 0.8 in the authors' program
     * @param missing what a row without it answers
     * @param quotes whether answers quote the golden passage before they answer
     */
    public record Settings(int distractors, double golden, Missing missing, boolean quotes) {

        /** As in the paper: 4 distractors, the golden passage in 80 % of the rows, the answer kept in the others. */
        public static final Settings PAPER = new Settings(4, 0.8, Missing.ANSWER, true);

        /** Checks the ranges above. */
        public Settings {
            Checks.requireAtLeast(0, distractors, "distractors");
            Checks.requireShare(golden, "golden");
            requireNonNull(missing, "missing");
        }
    }

    @Override
    public List<TrainingRow> apply(TrainingRow row, Work work) {
        Optional<Evidence> golden = golden(row);
        if (!(row.content() instanceof RowContent.Supervised supervised) || golden.isEmpty()) {
            work.leaveOut("row that rests on no passage");
            return List.of();
        }
        boolean isGolden = work.random().nextDouble() < settings.golden();
        int others = settings.distractors() + (isGolden ? 0 : 1); // as many passages in all rows
        List<Evidence> passages = new ArrayList<>(distractors.of(row, others, work.random()));
        if (passages.size() < others) {
            work.leaveOut("row with too few distractors");
            return List.of();
        }
        if (isGolden) {
            passages.add(golden.get());
        }
        Collections.shuffle(passages, new Random(work.random().nextLong()));
        String answer = isGolden ? quoted(row, supervised.answer()) : unquoted(supervised);
        return List.of(
                row.then(STEP, new RowContent.Supervised(supervised.question().withEvidence(passages), answer)));
    }

    /** Returns the paragraph that the row rests on. */
    private Optional<Evidence> golden(TrainingRow row) {
        Span rests = row.provenance().span();
        return Optional.ofNullable(documents.get(row.provenance().document()))
                .filter(document ->
                        rests.length() > 0 && rests.end() <= document.text().length())
                .flatMap(document -> passages(document).stream()
                        .filter(each -> each.span().start() <= rests.start()
                                && rests.end() <= each.span().end())
                        .findFirst());
    }

    private String quoted(TrainingRow row, String answer) {
        if (!settings.quotes()) {
            return answer;
        }
        SourceDocument document = requireNonNull(documents.get(row.provenance().document()));
        Span rests = row.provenance().span();
        Span quote = passages(document).stream()
                .flatMap(passage -> Sentences.of(document.text(), passage.span()).stream())
                .filter(each -> each.start() <= rests.start() && rests.end() <= each.end())
                .findFirst()
                .orElse(rests);
        return "##Reason: ##begin_quote##" + quote.of(document.text()) + "##end_quote## ##Answer: " + answer;
    }

    private String unquoted(RowContent.Supervised row) {
        if (settings.missing() == Missing.ANSWER) {
            return row.answer();
        }
        return PromptLanguage.of(row.question().text()) == PromptLanguage.JAPANESE ? "分かりません。" : "I do not know.";
    }

    /** Returns the paragraphs and tables of {@code document}: the passages that golden ones are taken from. */
    public static List<Evidence> passages(SourceDocument document) {
        return Block.of(document.text()).stream()
                .map(block ->
                        new Evidence(document.id(), block.span(), block.span().of(document.text())))
                .toList();
    }

    private String digest() {
        String chain = "";
        for (SourceDocument each : new TreeMap<>(documents).values()) {
            chain = Digests.sha256(chain + each.id().length() + each.id() + each.digest());
        }
        return chain;
    }

    @Override
    public Description describe() {
        return Description.of("raft")
                .with("distractors", settings.distractors())
                .with("golden", settings.golden())
                .with("missing", settings.missing())
                .with("quotes", settings.quotes())
                .with("documents", digest())
                .with("version", 2)
                .withPart(distractors.describe());
    }
}
