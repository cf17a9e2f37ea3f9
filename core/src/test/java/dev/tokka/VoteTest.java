// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static dev.tokka.DomainModels.vote;
import static dev.tokka.Scripted.abstaining;
import static dev.tokka.Scripted.failing;
import static dev.tokka.Scripted.replying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VoteTest {

    private static final Question QUESTION = Question.of("May I claim after 30 days?");
    private static final DomainModel NEVER_ASKED = failing(new IllegalStateException("this model must not be asked"));
    private final ModelUnavailableException busy = new ModelUnavailableException("busy");

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void mostVotesWin() {
        Answer answer = vote(List.of(replying("No."), replying("Yes."), replying("yes")))
                .answer(QUESTION);

        assertThat(answer.reply().orElseThrow().text()).isEqualTo("Yes.");
        assertThat(answer.reply().orElseThrow().confidence()).hasValue(2.0 / 3);
        assertThat(answer.trace().steps()).containsExactly(Step.of("vote", Duration.ZERO, Map.of("votes", "2 of 3")));
    }

    @Test
    void ofThoseWithAsManyVotesTheFirstWins() {
        List<DomainModel> models = List.of(replying("No."), replying("Yes."), replying("yes"), replying("no"));

        assertThat(text(vote(models).answer(QUESTION))).isEqualTo("No.");
    }

    @Test
    void abstentionsAreVotes() {
        DomainModel model = vote(List.of(replying("Yes."), abstaining("not in a"), abstaining("not in b")));

        assertThat(model.answer(QUESTION).withTrace(Trace.EMPTY)).isEqualTo(Answer.abstain("not in a"));
    }

    @Test
    void noFurtherModelIsAskedOnceTheRestCanChangeNothing() {
        Answer answer =
                vote(List.of(replying("Yes."), replying("Yes."), NEVER_ASKED)).answer(QUESTION);

        assertThat(text(answer)).isEqualTo("Yes.");
        assertThat(answer.reply().orElseThrow().confidence()).hasValue(1);
    }

    @Test
    void theFirstOfTwoChoicesNeedsOneVoteLess() {
        Ballot ballot = new Ballot(Agreement.wording());
        ballot.add(Answer.reply("a"));
        ballot.add(Answer.reply("b"));

        assertThat(ballot.isSettled(1, 1)).isFalse();
        ballot.add(Answer.reply("a"));
        assertThat(ballot.isSettled(1, 1)).isTrue();
        ballot.add(Answer.reply("b"));
        ballot.add(Answer.reply("b"));
        assertThat(ballot.isSettled(1, 1)).isFalse();
    }

    @Test
    void aFailureIsALostVote() {
        DomainModel model = vote(List.of(replying("No."), failing(busy), replying("Yes."), replying("Yes.")));

        Answer answer = model.answer(QUESTION);

        assertThat(text(answer)).isEqualTo("Yes.");
        assertThat(answer.reply().orElseThrow().confidence()).hasValue(0.5);
        assertThat(answer.trace().steps()).extracting(Step::name).containsExactly("passed over", "vote");
    }

    @Test
    void withoutAnyVoteTheLastFailureIsThrown() {
        DomainModel model = vote(List.of(failing(new QuestionRejectedException("too long")), failing(busy)));

        assertThatThrownBy(() -> model.answer(QUESTION)).isSameAs(busy);
    }

    @Test
    void policiesAndBugsPropagate() {
        for (RuntimeException failure :
                List.of(new PolicyViolationException("advice policy"), new IllegalStateException("a bug"))) {
            DomainModel model = vote(List.of(replying("Yes."), failing(failure), NEVER_ASKED));

            assertThatThrownBy(() -> model.answer(QUESTION)).isSameAs(failure);
        }
    }

    @Test
    void anAnswerWithoutAQuorumIsAnAbstention() {
        Voting two = Voting.MOST.withQuorum(2);

        assertThat(vote(List.of(replying("a"), replying("b"), replying("c")), two)
                        .answer(QUESTION)
                        .withTrace(Trace.EMPTY))
                .isEqualTo(Answer.abstain("no 2 of the models agree"));
        assertThat(text(vote(List.of(replying("a"), replying("b"), replying("b")), two)
                        .answer(QUESTION)))
                .isEqualTo("b");
    }

    @Test
    void noFurtherModelIsAskedOnceTheQuorumIsOutOfReach() {
        DomainModel model = vote(List.of(replying("a"), replying("b"), NEVER_ASKED), Voting.MOST.withQuorum(3));

        assertThat(model.answer(QUESTION)).isInstanceOf(Answer.Abstention.class);
    }

    @Test
    void aQuorumThatNobodyCanReachIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vote(List.of(replying("a")), Voting.MOST.withQuorum(2)))
                .withMessage("quorum must be at most the number of voters, 1, but is 2");
        assertThatIllegalArgumentException().isThrownBy(() -> vote(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Voting.MOST.withQuorum(0));
    }

    @Test
    void onlyTheWinnerIsStreamed() {
        Taken sink = new Taken();
        DomainModel model = vote(List.of(replying("No."), replying("Yes.").streaming("Ye", "s."), replying("Yes.")));

        model.answer(QUESTION.with(TokenSink.KEY, sink));

        assertThat(sink.calls()).containsExactly("Yes.");
    }

    @Test
    void aVoteLostToTheDeadlineDoesNotDecide() {
        ManualClock clock = new ManualClock();
        DomainModel late = question -> {
            clock.advance(Duration.ofSeconds(5));
            throw busy;
        };
        Question inTime = QUESTION.with(Deadline.KEY, Deadline.after(Duration.ofSeconds(5), clock));

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(
                        () -> vote(List.of(replying("a"), replying("b"), late)).answer(inTime))
                .withMessage("vote: the deadline passed PT0S ago");
    }

    @Test
    void theKeyOfTheUserDecidesWhatAgrees() {
        Voting byNumber = Voting.MOST.withAgreement(text -> text.replaceAll("\\D", ""));
        List<DomainModel> models = List.of(replying("It is 7."), replying("42"), replying("I get 42."));

        assertThat(text(vote(models, byNumber).answer(QUESTION))).isEqualTo("42");
    }

    @Test
    void wordingOverlooksFormCaseSpaceMarkersAndTheEnd() {
        Agreement wording = Agreement.wording();

        assertThat(wording.key("Within  30 days [1]."))
                .isEqualTo(wording.key("within 30\ndays"))
                .isEqualTo(wording.key("ＷＩＴＨＩＮ ３０ ｄａｙｓ！"))
                .isEqualTo("within 30 days");
        assertThat(wording.key("はい。")).isEqualTo(wording.key("はい"));
        assertThat(wording.key("50 %")).isNotEqualTo(wording.key("50"));
        assertThat(wording.key("...")).isNotEqualTo(wording.key("!"));
    }

    @Test
    void itPrintsAndDescribesTheComposition() {
        List<DomainModel> models = List.of(replying("a"), replying("b"));

        assertThat(vote(models)).hasToString("vote(a, b)");
        assertThat(vote(models, Voting.MOST.withQuorum(2).withExecutor(Runnable::run)))
                .hasToString("vote(a, b, quorum 2)");
        assertThat(vote(models).describe())
                .isEqualTo(Description.of("vote")
                        .with("quorum", 1)
                        .withPart(Description.of("wording"))
                        .withPart(Description.of("scripted", "a"))
                        .withPart(Description.of("scripted", "b")));
        assertThat(vote(models, Voting.MOST.withAgreement(text -> text))
                        .describe()
                        .isOpaque())
                .isTrue();
    }

    private static String text(Answer answer) {
        return answer.reply().orElseThrow().text();
    }
}
