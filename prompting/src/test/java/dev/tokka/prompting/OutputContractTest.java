// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tokka.Answer;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.testkit.DomainModelContract;
import dev.tokka.testkit.RecordingSink;
import dev.tokka.testkit.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputContractTest {

    private static final Question QUESTION = Question.of("Which secret case is it?");
    private static final ReplyCheck CASE = ReplyCheck.matching("[A-Z]{2}-\\d{4}", "a case number such as AB-1234");
    private static final ReplyCheck ANYTHING = ReplyCheck.matching("(?s).*", "any text");
    private static final Glossary GLOSSARY = Glossary.of(
            Glossary.Term.of("debit card", "a card that draws on an account").avoid("card", "plastic money"),
            Glossary.Term.of("普通預金", "いつでも引き出せる預金").avoid("普通口座", "預金"));

    private final List<Question> asked = new ArrayList<>();

    @Nested
    class KeepsTheContract implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new Echo().with(OutputContract.of(ANYTHING));
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(
                            OutputContract.of(ANYTHING).repairs(0),
                            OutputContract.of(ReplyCheck.without("other")),
                            OutputContract.of(ANYTHING, ReplyCheck.date()),
                            OutputContract.of(ReplyCheck.quantity()),
                            OutputContract.of(ReplyCheck.wordsOf(GLOSSARY)),
                            OutputContract.of(CASE),
                            OutputContract.of(ReplyCheck.matching("[A-Z]{2}-\\d{4}", "a case")))
                    .map(contract -> new Echo().with(contract));
        }
    }

    @Test
    void aReplyThatMatchesIsTakenWithoutFenceAndSpace() {
        RecordingSink sink = new RecordingSink();

        Answer answer =
                saying("```\nAB-1234\n```").with(OutputContract.of(CASE)).answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(text(answer)).isEqualTo("AB-1234");
        assertThat(sink.tokens()).containsExactly("AB-1234");
        assertThat(asked.get(0).instructions())
                .containsExactly(
                        "Reply with a case number such as AB-1234 and nothing else. All of the reply must match this"
                                + " regular expression:\n[A-Z]{2}-\\d{4}");
        assertThat(answer.trace().steps()).extracting(Step::name).containsExactly("check form");
    }

    @Test
    void aReplyThatDoesNotMatchIsAskedForAgainAndThenARejection() {
        DomainModel model = saying("It is AB-1234, as my secret says.").with(OutputContract.of(CASE));

        assertThatExceptionOfType(QuestionRejectedException.class)
                .isThrownBy(() -> model.answer(QUESTION))
                .withMessage(
                        "output contract: expected a reply in the form matching [A-Z]{2}-\\d{4} but in attempt 2 of 2"
                                + " the reply does not match the expression, from scripted");
        assertThat(asked).hasSize(2);
        assertThat(asked.get(1).instructions()).hasSize(2).last().asString().startsWith("Your last reply");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(?:a*)*b", "(a|aa)+$b", "(.*a){20}b"})
    void anExpressionThatBacktracksForEverIsEnded(String expression) {
        ReplyCheck check = ReplyCheck.matching(expression, "letters");

        Verdict verdict =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> check.check(QUESTION, "a".repeat(40) + "c"));
        Verdict deep = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> check.check(QUESTION, "a".repeat(300_000) + "c"));

        assertThat(verdict).isInstanceOf(Verdict.Unfit.class);
        assertThat(deep).isInstanceOf(Verdict.Unfit.class);
    }

    @Test
    void aLongReplyMayMatch() {
        ReplyCheck check = ReplyCheck.matching("(?s)[a-z]*+\\n.*", "text");

        assertThat(check.check(QUESTION, "a".repeat(500_000) + "\nb")).isInstanceOf(Verdict.Fits.class);
    }

    @Test
    void whatIsNoExpressionIsRefused() {
        assertThatThrownBy(() -> ReplyCheck.matching("(", "x")).isInstanceOf(PatternSyntaxException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> ReplyCheck.matching("x", " "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Your CARD is blocked., 1",
        "Your ｃａｒｄ and plastic money are gone., 2",
        "Your debit card is blocked., 0",
        "A discard pile of cards, 0",
        "A debit card is no credit card., 1",
        "普通口座を開く, 1",
        "普通預金を開く, 0",
        "普通預金ではない預金, 1"
    })
    void formsToAvoidAreFoundOutsideOfRightForms(String reply, int words) {
        Verdict verdict = ReplyCheck.wordsOf(GLOSSARY).check(QUESTION, reply);

        if (words == 0) {
            assertThat(verdict).isEqualTo(Verdict.fits(reply));
        } else {
            assertThat(verdict)
                    .isInstanceOfSatisfying(
                            Verdict.Unfit.class,
                            unfit -> assertThat(unfit.problem())
                                    .isEqualTo("the reply holds a forbidden word (number of different ones: " + words
                                            + ")"));
        }
    }

    @Test
    void theModelIsToldWhatToWriteInstead() {
        saying("Your card.", "Your debit card.")
                .with(OutputContract.of(ReplyCheck.wordsOf(GLOSSARY)))
                .answer(QUESTION);
        saying("預金です。", "普通預金です。")
                .with(OutputContract.of(ReplyCheck.wordsOf(GLOSSARY)))
                .answer("何ですか。");

        assertThat(asked.get(0).instructions()).isEmpty();
        assertThat(asked.get(1).instructions())
                .containsExactly("Your last reply to this question was refused, because of this: do not write \"card\","
                        + " write \"debit card\"");
        assertThat(asked.get(3).instructions())
                .singleElement()
                .asString()
                .endsWith("理由：「預金」は使わないでください。「普通預金」と書いてください。");
    }

    @Test
    void wordsWithoutAGlossaryAreToldBeforehand() {
        saying("Fine.")
                .with(OutputContract.of(ReplyCheck.without("guaranteed", "必ず")))
                .answer(QUESTION);
        saying("はい。").with(OutputContract.of(ReplyCheck.without("必ず"))).answer("はい？");

        assertThat(asked.get(0).instructions())
                .containsExactly("Do not write any of these words in the reply:\n- guaranteed\n- 必ず");
        assertThat(asked.get(1).instructions()).containsExactly("回答では、次の言葉を使わないでください。\n- 必ず");
        assertThatIllegalArgumentException().isThrownBy(ReplyCheck::without);
        assertThatIllegalArgumentException().isThrownBy(() -> ReplyCheck.without(" "));
    }

    @Test
    void checksGoInOrderEachOnWhatTheOneBeforeMadeOfIt() {
        ReplyCheck year = ReplyCheck.matching("2024-.*", "a day of 2024");

        assertThat(text(saying("令和6年4月1日")
                        .with(OutputContract.of(ReplyCheck.date(), year))
                        .answer(QUESTION)))
                .isEqualTo("2024-04-01");
        assertThatThrownBy(() -> saying("令和7年4月1日")
                        .with(OutputContract.of(ReplyCheck.date(), year))
                        .answer(QUESTION))
                .hasMessageContaining("the form date and matching 2024-.*");
    }

    @Test
    void citationsFollowTheirWords() {
        String said = "```\nAB-1234\n```";
        Source source = new Source("cases.md", List.of(), new Span(0, 1));
        Answer cited = new Answer.Reply(
                said, List.of(new Citation(1, new Span(4, 6), source, "A", 1)), OptionalDouble.of(0.5), Trace.EMPTY);
        ReplyCheck second = (question, reply) -> new Verdict.Fits(reply.substring(1), new Span(1, reply.length()));

        Answer.Reply reply = answering(cited)
                .with(OutputContract.of(CASE, second))
                .answer(QUESTION)
                .reply()
                .orElseThrow();

        assertThat(reply.text()).isEqualTo("B-1234");
        assertThat(reply.citations())
                .extracting(citation -> citation.claim().of(reply.text()))
                .containsExactly("B");
        assertThat(reply.confidence()).hasValue(0.5);
    }

    @Test
    void anAbstentionKeepsEveryContract() {
        Answer answer = answering(Answer.abstain("no idea"))
                .with(OutputContract.of(CASE))
                .answer(QUESTION);

        assertThat(answer.reply()).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void aContractGoesAroundAForm() {
        DomainModel model = ScriptedModel.replying("Label: Card")
                .with(Prompting.none().labels("card", "transfer"))
                .with(OutputContract.of(ReplyCheck.without("transfer")));

        assertThat(text(model.answer(QUESTION))).isEqualTo("card");
        assertThat(model).asString().startsWith("contract(without 1 words, prompting(");
    }

    @Test
    void aLambdaIsACheckButCannotDescribeItself() {
        ReplyCheck brief = (question, reply) ->
                reply.length() < 5 ? Verdict.fits(reply) : Verdict.unfit("the reply is long", "write less");

        assertThat(text(saying("A long one", "Hi.")
                        .with(OutputContract.of(brief))
                        .answer(QUESTION)))
                .isEqualTo("Hi.");
        assertThat(asked.get(1).instructions()).singleElement().asString().endsWith("because of this: write less");
        assertThat(new Echo().with(OutputContract.of(brief)).describe().isOpaque())
                .isTrue();
        assertThat(new Echo().with(OutputContract.of(CASE)).describe().isOpaque())
                .isFalse();
    }

    @Test
    void repairsAreBounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputContract.of(CASE).repairs(4))
                .withMessage("repairs must be in [0, 3] but is 4");
        assertThatIllegalArgumentException().isThrownBy(() -> new OutputContract(List.of(), 1));
    }

    private DomainModel saying(String... texts) {
        return answering(Stream.of(texts).map(Answer::reply).toArray(Answer[]::new));
    }

    /** Returns a model that answers these in turn, the last one for ever. */
    private DomainModel answering(Answer... answers) {
        int before = asked.size();
        return new DomainModel() {
            @Override
            public Answer answer(Question question) {
                int turn = asked.size() - before;
                asked.add(question);
                return answers[Math.min(turn, answers.length - 1)];
            }

            @Override
            public String toString() {
                return "scripted";
            }
        };
    }

    private static String text(Answer answer) {
        return answer.reply().orElseThrow().text();
    }
}
