// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Outcome;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.metric.Tried;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The two scorings beside each other: each defect of the published one, and what the answer is worth. */
class ScoringTest {

    private static final Question QUESTION = Question.of("What is it?");

    @Test
    void aClassIsTheFirstChoiceWithinTheReplyOrTheOneItNames() {
        Case sentiment = labelled("negative", "positive", "neutral", "negative");
        both(FinBenDataset.FPB, sentiment, "Not positive; I would say negative", "positive", "");
        both(FinBenDataset.FPB, sentiment, "The sentiment is negative.", "negative", "negative");
        both(FinBenDataset.FPB, sentiment, "bearish", "", "");
        both(FinBenDataset.MA, labelled("rumour", "rumour", "complete"), "incomplete", "complete", "");
    }

    @Test
    void caseNeverMattersNotEvenToLetters() {
        both(FinBenDataset.MLESG, labelled("C", "A", "B", "C"), "The Answer is C", "a", "C");
    }

    @Test
    void stockMovementsHaveADefaultThatIsNotReadable() {
        Case fall = labelled("Fall", "Rise", "Fall");
        Score published = score(FinBenDataset.ACL_18, fall, Tried.said("Up, I guess"), Scoring.COMPAT);

        assertThat(published.value()).isEqualTo(1);
        assertThat(published.readable()).isFalse();
        assertThat(score(FinBenDataset.ACL_18, fall, Tried.said("Up, I guess"), Scoring.STRICT)
                        .value())
                .isZero();
        both(FinBenDataset.ACL_18, labelled("Rise", "Rise", "Fall"), "positive", "rise", "");
    }

    @Test
    void failuresAndAbstentionsAreWrongAndNotReadable() {
        List<Case> cases = List.of(
                labelled("Fall", "Rise", "Fall"),
                labelled("No", "Yes", "No").withTag(Tags.GROUP, "price_up"),
                expecting(new Expected.Texts(List.of("4"))),
                expecting(new Expected.TokenTags(List.of("a"), List.of("B-ORG"))),
                expecting(new Expected.Relations(Set.of(new Expected.Triple("a", "brand", "b")))));
        List<FinBenDataset> datasets = List.of(
                FinBenDataset.ACL_18,
                FinBenDataset.HEADLINES,
                FinBenDataset.FIN_QA,
                FinBenDataset.FSRL,
                FinBenDataset.FIN_RED);
        for (int i = 0; i < cases.size(); i++) {
            for (Scoring scoring : Scoring.values()) {
                for (Outcome outcome : List.of(Tried.failed(), Tried.abstained())) {
                    for (Metric metric : FinBen.metrics(datasets.get(i), List.of(cases.get(i)), scoring)) {
                        Score score = metric.score(cases.get(i), outcome);
                        assertThat(score.value()).as(metric.name()).isZero();
                        assertThat(score.readable()).as(metric.name()).isFalse();
                        assertThat(score.seen()).isEmpty();
                        assertThat(metric.value(List.of(score))).isZero();
                    }
                }
            }
        }
    }

    @Test
    void headlinesThatAreNotYesAreNo() {
        Case no = labelled("No", "Yes", "No").withTag(Tags.GROUP, "price_up");
        Score published = score(FinBenDataset.HEADLINES, no, Tried.said("yes"), Scoring.COMPAT);

        assertThat(published.value()).isEqualTo(1);
        assertThat(published.readable()).isFalse();
        assertThat(score(FinBenDataset.HEADLINES, no, Tried.said("yes"), Scoring.STRICT)
                        .value())
                .isZero();
        both(FinBenDataset.HEADLINES, no, "No", "No", "No");
    }

    @Test
    void kindsOfHeadlinesWeighTheSame() {
        Case up = labelled("Yes", "Yes", "No").withTag(Tags.GROUP, "up");
        Case down = labelled("Yes", "Yes", "No").withTag(Tags.GROUP, "down");
        Metric metric = FinBen.metrics(FinBenDataset.HEADLINES, List.of(up, down), Scoring.STRICT)
                .get(0);

        double value = metric.value(List.of(
                metric.score(up, Tried.said("Yes")),
                metric.score(up, Tried.said("Yes.")),
                metric.score(up, Tried.said("yes, it does")),
                metric.score(down, Tried.said("No"))));

        assertThat(value).isEqualTo(0.5);
    }

    @Test
    void aMentionAtTheEndOfATextIsLost() {
        Case end = expecting(new Expected.TokenTags(
                List.of("loan", "from", "Silicon", "Valley", "Bank"), List.of("O", "O", "B-ORG", "I-ORG", "I-ORG")));

        assertThat(PixiuTags.ofMentions("Silicon Valley Bank, ORG", "loan from Silicon Valley Bank"))
                .containsOnly("O");
        assertThat(value(FinBenDataset.NER, end, "Silicon Valley Bank, ORG", Scoring.COMPAT))
                .isZero();
        assertThat(value(FinBenDataset.NER, end, "Silicon Valley Bank, ORG", Scoring.STRICT))
                .isEqualTo(1);
    }

    @Test
    void aMentionWithinAWordLabelsWords() {
        assertThat(PixiuTags.ofMentions("Bank, ORG", "Bankers met")).containsExactly("B-ORG", "O");
        assertThat(PixiuTags.ofMentions("ers, ORG", "Bankers met us")).containsExactly("O", "B-ORG", "O");
    }

    @Test
    void unknownTagsAreOutsideAndMisplacedTokensAreNotRead() {
        Case tagged = expecting(new Expected.TokenTags(List.of("Acme", "pays"), List.of("B-ORG", "O")));

        assertThat(value(FinBenDataset.FINER_ORD, tagged, "Acme:B-ORG\npays:B-COMPANY", Scoring.COMPAT))
                .isEqualTo(1);
        assertThat(value(FinBenDataset.FINER_ORD, tagged, "Acme:B-ORG\npays:B-COMPANY", Scoring.STRICT))
                .isCloseTo(2 / 3.0, within(1e-12));
        assertThat(score(FinBenDataset.FINER_ORD, tagged, Tried.said("Here:\nAcme:B-ORG\npays:O"), Scoring.COMPAT)
                        .readable())
                .isFalse();
    }

    @Test
    void tagsOfTheFileAreKnownWhereTheCatalogueHasNone() {
        Case tagged = expecting(new Expected.TokenTags(List.of("5", "pays"), List.of("B-InterestExpense", "O")));

        assertThat(value(FinBenDataset.FNXL, tagged, "5:B-InterestExpense\npays:O", Scoring.COMPAT))
                .isEqualTo(1);
        Metric tokens = FinBen.metrics(FinBenDataset.FNXL, List.of(tagged), Scoring.STRICT)
                .get(1);
        assertThat(tokens.score(tagged, Tried.said("B-InterestExpense B-Other")).value())
                .isEqualTo(0.5);
        assertThat(tokens.score(tagged, Tried.said("I do not know")).readable()).isFalse();
    }

    @Test
    void sentimentScoresHaveNoSignAndMissingOnesAreLeftOut() {
        Case score = expecting(new Expected.Numeric(-0.45));

        assertThat(value(FinBenDataset.TSA, score, "-0.45", Scoring.COMPAT)).isCloseTo(0.9, within(1e-12));
        assertThat(value(FinBenDataset.TSA, score, "-0.45", Scoring.STRICT)).isZero();
        assertThat(value(FinBenDataset.TSA, score, "none", Scoring.COMPAT)).isEqualTo(2);
        assertThat(value(FinBenDataset.TSA, score, "none", Scoring.STRICT)).isEqualTo(2);
        Metric published = FinBen.metrics(FinBenDataset.TSA, List.of(score), Scoring.COMPAT)
                .get(0);
        assertThat(published.value(
                        List.of(published.score(score, Tried.said("none")), published.score(score, Tried.said("5")))))
                .isCloseTo(1.45, within(1e-12));
        assertThat(published.higherIsBetter()).isFalse();
    }

    @Test
    void relationsOfAllCasesAreOneSet() {
        Case first = expecting(new Expected.Relations(Set.of(new Expected.Triple("Acme", "brand", "Widget"))));
        Case second = expecting(new Expected.Relations(Set.of(new Expected.Triple("Ann", "employer", "Acme"))));
        List<String> swapped = List.of("Ann ; Acme ; employer", "Acme ; Widget ; brand");

        for (Scoring scoring : Scoring.values()) {
            Metric metric = FinBen.metrics(FinBenDataset.FIN_RED, List.of(first, second), scoring)
                    .get(0);
            assertThat(metric.value(List.of(
                            metric.score(first, Tried.said(swapped.get(0))),
                            metric.score(second, Tried.said(swapped.get(1))))))
                    .isEqualTo(scoring == Scoring.COMPAT ? 1 : 0);
        }
        assertThat(value(FinBenDataset.FIN_RED, first, "- acme;widget;brand", Scoring.COMPAT))
                .isZero();
        assertThat(value(FinBenDataset.FIN_RED, first, "- acme;widget;brand", Scoring.STRICT))
                .isEqualTo(1);
        assertThat(score(FinBenDataset.FIN_RED, first, Tried.said("none of them"), Scoring.COMPAT)
                        .readable())
                .isFalse();
    }

    @Test
    void anExactMatchIsToTheLetterOrOfCompatibilityForms() {
        Case answer = expecting(new Expected.Texts(List.of("12%")));

        assertThat(value(FinBenDataset.FIN_QA, answer, " 12%\n", Scoring.COMPAT))
                .isEqualTo(1);
        assertThat(value(FinBenDataset.FIN_QA, answer, "１２％", Scoring.COMPAT)).isZero();
        assertThat(value(FinBenDataset.FIN_QA, answer, "１２％", Scoring.STRICT)).isEqualTo(1);
    }

    @Test
    void ofAnExtractiveSummaryThePublishedScoringReadsNothing() {
        Case summary = expecting(new Expected.TokenTags(
                List.of("Good morning.", "Revenue rose.", "Margins fell."), List.of("0", "1", "1")));

        assertThat(value(FinBenDataset.ECT_SUM, summary, "0\n1\n1", Scoring.COMPAT))
                .isZero();
        assertThat(value(FinBenDataset.ECT_SUM, summary, "0\n1\n1", Scoring.STRICT))
                .isEqualTo(1);
        assertThat(value(FinBenDataset.ECT_SUM, summary, "0\n1\n0", Scoring.STRICT))
                .isCloseTo(2 / 3.0, within(1e-12));
        assertThat(value(FinBenDataset.ECT_SUM, summary, "0\n0\n0", Scoring.STRICT))
                .isZero();
        assertThat(score(FinBenDataset.ECT_SUM, summary, Tried.said("1\n1"), Scoring.STRICT)
                        .readable())
                .isFalse();
    }

    private static void both(FinBenDataset dataset, Case item, String reply, String published, String strict) {
        assertThat(score(dataset, item, Tried.said(reply), Scoring.COMPAT).seen())
                .isEqualTo(published);
        assertThat(score(dataset, item, Tried.said(reply), Scoring.STRICT).seen())
                .isEqualTo(strict);
    }

    private static double value(FinBenDataset dataset, Case item, String reply, Scoring scoring) {
        return score(dataset, item, Tried.said(reply), scoring).value();
    }

    private static Score score(FinBenDataset dataset, Case item, Outcome outcome, Scoring scoring) {
        return FinBen.metrics(dataset, List.of(item), scoring).get(0).score(item, outcome);
    }

    private static Case labelled(String label, String... choices) {
        return Case.of("1", QUESTION.withForm(AnswerForm.oneOf(choices)), new Expected.Label(label));
    }

    private static Case expecting(Expected expected) {
        return Case.of("1", QUESTION, expected);
    }
}
