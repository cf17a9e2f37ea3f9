// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import static dev.tokka.rag.Passages.passage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Citation;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.TokenSink;
import dev.tokka.testkit.RecordingSink;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractiveModelTest {

    private static final Question TRANSFER = asked(
            "How much is the transfer fee?",
            passage("Lockers are for rent."),
            passage("Cards are blue.\nThe transfer fee\nis 500 yen. Ask us."));

    private final ExtractiveModel model = new ExtractiveModel(TermWeights.uniform());

    @Test
    void theBestSentenceIsTheReplyAndCited() {
        Answer.Reply reply = reply(TRANSFER);

        Citation citation = reply.citations().get(0);
        assertThat(reply.text()).isEqualTo("The transfer fee is 500 yen. [2]");
        assertThat(reply.citations()).hasSize(1);
        assertThat(citation.number()).isEqualTo(2);
        assertThat(citation.claim().of(reply.text())).isEqualTo("The transfer fee is 500 yen.");
        assertThat(citation.quote()).isEqualTo("The transfer fee\nis 500 yen.");
        assertThat(citation.source().span().start()).isEqualTo(Passages.START + 16);
        assertThat(citation.support()).isEqualTo(1);
    }

    @Test
    void theConfidenceIsTheRelevanceAndTheTraceTellsIt() {
        Answer.Reply reply = reply(TRANSFER);

        assertThat(reply.confidence()).hasValue(1 / (1 + Math.exp(-7)));
        assertThat(reply.trace().steps()).singleElement().satisfies(step -> {
            assertThat(step.name()).isEqualTo("extract");
            assertThat(step.details()).isEqualTo(Map.of("relevance", "0.999", "sentences", "4"));
        });
    }

    @Test
    void aSecondSentenceIsQuotedIfItIsAboutAsGood() {
        Answer.Reply reply = reply(asked(
                "Who keeps keys?",
                passage("The manager keeps keys"),
                passage("On holidays a deputy keeps keys."),
                passage("Nobody else keeps keys.")));

        assertThat(reply.text()).isEqualTo("The manager keeps keys [1]\n\nOn holidays a deputy keeps keys. [2]");
        assertThat(reply.citations())
                .extracting(citation -> citation.claim().of(reply.text()))
                .containsExactly("The manager keeps keys", "On holidays a deputy keeps keys.");
        assertThat(reply.citations()).extracting(Citation::support).containsExactly(1.0, 1.0);
    }

    @Test
    void aSecondSentenceThatIsLessRelevantIsNotQuoted() {
        Answer.Reply reply =
                reply(asked("Who keeps spare keys?", passage("Managers keep spare keys. Cats keep quiet.")));

        assertThat(reply.text()).isEqualTo("Managers keep spare keys. [1]");
    }

    @Test
    void aSentenceThatStandsInTwoPassagesIsQuotedOnceAndCitesBoth() {
        Answer.Reply reply = reply(asked(
                "Who keeps keys?",
                passage("The manager\nkeeps keys."),
                passage("A clerk keeps keys."),
                passage("The manager keeps keys.")));

        assertThat(reply.text()).isEqualTo("The manager keeps keys. [1] [3]\n\nA clerk keeps keys. [2]");
        assertThat(reply.citations()).extracting(Citation::number).containsExactly(1, 3, 2);
    }

    @Test
    void aNumberInBracketsOfTheDocumentDoesNotCite() {
        Answer.Reply reply = reply(asked(
                "Who keeps keys?", passage("The manager, see [2], keeps keys."), passage("See keys of the manager.")));

        assertThat(reply.text()).startsWith("The manager, see (2), keeps keys. [1]");
        assertThat(reply.citations().get(0).quote()).isEqualTo("The manager, see [2], keeps keys.");
        assertThat(reply.citations().get(0).support()).isEqualTo(1);
        assertThat(reply.citations()).extracting(Citation::number).doesNotHaveDuplicates();
    }

    @Test
    void japaneseIsAnsweredInJapanese() {
        Answer.Reply reply = reply(asked("振込手数料はいくらですか", passage("カードは青い。振込手\n数料は500円とする。")));

        assertThat(reply.text()).isEqualTo("振込手数料は500円とする。 [1]");
        assertThat(reply.citations().get(0).quote()).isEqualTo("振込手\n数料は500円とする。");
    }

    @Test
    void meaningCountsWhereThereIsAnEncoder() {
        ExtractiveModel byMeaning = new ExtractiveModel(TermWeights.uniform(), new AngleEncoder(Map.of("boss", 0.95)));

        Answer answer = byMeaning.answer(asked("Who keeps keys?", passage("Keys are blue."), passage("The boss.")));

        assertThat(answer.reply()).map(Answer.Reply::text).hasValue("The boss. [2]");
    }

    @Test
    void withoutARelevantSentenceItAbstainsAndSaysWhyWithoutTheQuestion() {
        Question question = asked("Where do unicorns graze?", passage("The transfer fee is 500 yen."));

        Answer answer = model.answer(question);

        // no word in common: 1 / (1 + exp(3))
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Abstention.class,
                        abstention -> assertThat(abstention.reason())
                                .isEqualTo(
                                        "the best sentence of the evidence has a relevance of 0.047 but 0.500 is needed")
                                .doesNotContain("unicorn"));
        assertThat(answer.trace().steps())
                .singleElement()
                .satisfies(step -> assertThat(step.details()).containsEntry("relevance", "0.047"));
    }

    @Test
    void withoutEvidenceItAbstains() {
        Answer answer = model.answer("How much is the transfer fee?");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Abstention.class,
                        abstention -> assertThat(abstention.reason()).isEqualTo("the evidence holds no sentence"));
    }

    @Test
    void aLeastRelevanceOfZeroAnswersAlwaysIfThereIsASentence() {
        ExtractiveModel always = model.minRelevance(0);

        assertThat(always.answer(asked("Where do unicorns graze?", passage("Cats sleep.")))
                        .reply())
                .map(Answer.Reply::text)
                .hasValue("Cats sleep. [1]");
        assertThat(always.answer(asked("Where?", passage("[1]"))).reply())
                .map(Answer.Reply::text)
                .hasValue("(1) [1]");
        assertThat(always.answer("Where do unicorns graze?").reply()).isEmpty();
    }

    @Test
    void aLeastRelevanceOfOneNeverAnswers() {
        assertThat(model.minRelevance(1).answer(TRANSFER).reply()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aLeastRelevanceOutOfRangeIsRefused(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.minRelevance(value))
                .withMessage("minRelevance must be in [0, 1] but is " + value);
    }

    @Test
    void otherFormsAreRejected() {
        assertThatThrownBy(() -> model.answer(TRANSFER.withForm(AnswerForm.oneOf("yes", "no"))))
                .isInstanceOf(QuestionRejectedException.class)
                .hasMessage("extractive: expected the form free text but the question wants OneOf");
    }

    @Test
    void theSinkGetsTheReplyAndNothingOfAnAbstention() {
        RecordingSink replied = new RecordingSink();
        RecordingSink abstained = new RecordingSink();

        model.answer(TRANSFER.with(TokenSink.KEY, replied));
        model.minRelevance(1).answer(TRANSFER.with(TokenSink.KEY, abstained));

        assertThat(replied.text()).isEqualTo("The transfer fee is 500 yen. [2]");
        assertThat(abstained.tokens()).isEmpty();
    }

    @Test
    void aDeadlineThatHasPassedEndsTheCall() {
        Question late = TRANSFER.with(Deadline.KEY, new Deadline(Instant.EPOCH, () -> Instant.EPOCH.plusSeconds(2)));

        assertThatThrownBy(() -> model.answer(late))
                .isInstanceOf(ModelUnavailableException.class)
                .hasMessage("extractive: the deadline passed PT2S ago");
    }

    @Test
    void theDescriptionHoldsWhatDecidesTheAnswer() {
        Description description = model.describe();

        assertThat(description)
                .isEqualTo(Description.of("extractive")
                        .withPart(TermWeights.uniform().describe())
                        .with("minRelevance", 0.5));
        assertThat(description.isOpaque()).isFalse();
        assertThat(List.of(
                        model.minRelevance(0.6).describe().fingerprint(),
                        new ExtractiveModel(new LengthWeights()).describe().fingerprint(),
                        new ExtractiveModel(TermWeights.uniform(), new AngleEncoder(Map.of()))
                                .describe()
                                .fingerprint(),
                        description.fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void weightsWithoutADescriptionMakeTheModelOpaque() {
        assertThat(new ExtractiveModel((language, term) -> 1).describe().isOpaque())
                .isTrue();
    }

    @Test
    void itsNameIsShort() {
        assertThat(model).hasToString("extractive");
    }

    private Answer.Reply reply(Question question) {
        return model.answer(question).reply().orElseThrow();
    }

    private static Question asked(String question, Passage... passages) {
        return Question.of(question).plusEvidence(Arrays.asList(passages));
    }
}
