// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.behaviour;

import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.Citation;
import dev.tokka.Span;
import dev.tokka.evaluation.AdditiveMetric;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * Whether replies rest on evidence, as far as their {@linkplain Answer.Reply#citations citations} tell: each a mean over
 * cases of a value from 0 to 1.
 *
 * <p>Whether the words that are cited do support the claim was measured by the model that answered, by
 * {@link Citation#support}; compare only models that measure alike. Where {@link Expected.NoAnswer no answer} is expected,
 * an abstention is 1, as it claims nothing.
 *
 * @see <a href="https://aclanthology.org/2023.emnlp-main.398">Gao et al., Enabling Large Language Models to Generate Text
 *     with Citations (ALCE, 2023)</a>
 */
public final class Grounding {

    /**
     * The tag that names the documents in which the answer stands, as {@link dev.tokka.Source#document} does; several are
     * separated by semicolons.
     */
    public static final String SOURCE = "source";

    private static final String ALCE =
            "after citation recall and precision of ALCE, Gao et al. 2023," + " aclanthology.org/2023.emnlp-main.398";

    private Grounding() {}

    /**
     * Returns the mean over sentences of the support of the citation that supports each best, 0 for a sentence without a
     * citation. Where a reply has no sentence (0/0) it is 0 and not readable.
     */
    public static AdditiveMetric meanSupport() {
        return SumsMetric.mean(
                Replies.metric("mean support", ALCE), (item, outcome) -> bySentence(item, outcome, support -> support));
    }

    /**
     * Returns the share of sentences that have a citation of at least this support, otherwise as {@link #meanSupport}.
     *
     * @param minSupport from 0, which asks for any citation, to 1
     */
    public static AdditiveMetric groundedness(double minSupport) {
        Checks.requireShare(minSupport, "minSupport");
        return SumsMetric.mean(
                Replies.metric("groundedness", ALCE).with("minSupport", minSupport),
                (item, outcome) -> bySentence(item, outcome, support -> support >= minSupport ? 1 : 0));
    }

    /**
     * Returns the share of the cited documents that are those of the tag {@link #SOURCE}, each counted once. A reply that
     * cites none (0/0) has 0 and is not readable; one where no answer is expected has 0. A case that expects an answer and
     * has no such tag is refused.
     */
    public static AdditiveMetric citationPrecision() {
        return SumsMetric.mean(
                Replies.metric("citation precision", ALCE),
                (item, outcome) -> byDocument(item, outcome, (right, cited, wanted) -> right / cited));
    }

    /** Returns the share of the documents of the tag {@link #SOURCE} that are cited, otherwise as precision. */
    public static AdditiveMetric citationRecall() {
        return SumsMetric.mean(
                Replies.metric("citation recall", ALCE),
                (item, outcome) -> byDocument(item, outcome, (right, cited, wanted) -> right / wanted));
    }

    private static Score bySentence(Case item, Outcome outcome, DoubleUnaryOperator worth) {
        if (Replies.unwanted(item) && Replies.abstained(outcome)) {
            return Score.of(1, Replies.ABSTAINED);
        }
        return Replies.of(outcome).map(reply -> bySentence(reply, worth)).orElseGet(() -> Score.unreadable(0));
    }

    private static Score bySentence(Answer.Reply reply, DoubleUnaryOperator worth) {
        List<Span> sentences = Sentences.of(reply.text());
        if (sentences.isEmpty()) {
            return Score.unreadable(0);
        }
        double sum = 0;
        long cited = 0;
        for (Span sentence : sentences) {
            List<Citation> citations = reply.citations().stream()
                    .filter(citation -> overlap(citation.claim(), sentence))
                    .toList();
            sum += citations.stream()
                    .mapToDouble(citation -> worth.applyAsDouble(citation.support()))
                    .max()
                    .orElse(0);
            cited += citations.isEmpty() ? 0 : 1;
        }
        return Score.of(sum / sentences.size(), cited + " of " + sentences.size() + " sentences cite");
    }

    private static boolean overlap(Span one, Span other) {
        return Math.max(one.start(), other.start()) < Math.min(one.end(), other.end());
    }

    /** What follows from how many documents are cited rightly, cited, and wanted. */
    @FunctionalInterface
    private interface Formula {

        double of(double right, double cited, double wanted);
    }

    private static Score byDocument(Case item, Outcome outcome, Formula formula) {
        Set<String> wanted = wanted(item);
        if (Replies.unwanted(item) && Replies.abstained(outcome)) {
            return Score.of(1, Replies.ABSTAINED);
        }
        Set<String> cited = Replies.of(outcome).stream()
                .flatMap(reply -> reply.citations().stream())
                .map(citation -> citation.source().document())
                .collect(Collectors.toCollection(TreeSet::new));
        if (cited.isEmpty()) {
            return Score.unreadable(0);
        }
        double right = cited.stream().filter(wanted::contains).count();
        double value = Replies.unwanted(item) ? 0 : formula.of(right, cited.size(), wanted.size());
        return Score.of(value, String.join("; ", cited));
    }

    private static Set<String> wanted(Case item) {
        Set<String> wanted = item.tag(SOURCE).stream()
                .flatMap(tag -> Arrays.stream(tag.split(";", -1)))
                .map(String::strip)
                .filter(document -> !document.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (wanted.isEmpty() && !Replies.unwanted(item)) {
            throw new IllegalArgumentException("case " + item.id() + " must name a document in the tag " + SOURCE);
        }
        return wanted;
    }
}
