// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Agreement;
import dev.tokka.Answer;
import dev.tokka.Caller;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.EgressGuard;
import dev.tokka.Embedder;
import dev.tokka.Endpoint;
import dev.tokka.Question;
import dev.tokka.Step;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.governance.monitoring.Baseline;
import dev.tokka.governance.monitoring.Inputs;
import dev.tokka.governance.monitoring.Monitor;
import dev.tokka.governance.monitoring.Monitoring;
import dev.tokka.governance.monitoring.shadow.Aspect;
import dev.tokka.governance.monitoring.shadow.Judge;
import dev.tokka.governance.monitoring.shadow.Shadow;
import dev.tokka.governance.monitoring.shadow.ShadowReport.Calls;
import dev.tokka.governance.monitoring.shadow.Shadowing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reads questions behind a model that is guarded: a challenger, a judge, a monitor. */
class ShadowEgressTest {

    private static final String IN_HOUSE = "http://localhost:8000/v1";
    private static final String HOSTED = "https://api.example.com/v1";
    private static final EgressPolicy POLICY = EgressPolicy.of(
            EgressRule.of("http://localhost:8000", DataClass.RESTRICTED),
            EgressRule.of("api.example.com", DataClass.INTERNAL));
    private static final Question PUBLIC =
            Question.of("What does a transfer cost?").with(DataClass.KEY, DataClass.PUBLIC);
    private static final Question CONFIDENTIAL = PUBLIC.with(DataClass.KEY, DataClass.CONFIDENTIAL);

    private final List<Question> served = new ArrayList<>();
    private final List<Question> challenged = new ArrayList<>();
    private final List<Question> judging = new ArrayList<>();
    private final Leaf house = Leaf.at(IN_HOUSE, served);
    private final Leaf challenger = Leaf.at(IN_HOUSE, challenged);
    private final Leaf grader = Leaf.at(HOSTED, judging);
    private final Shadowing all = Shadowing.of(1, Runnable::run);

    private static Judge asking(DomainModel model) {
        return Judge.asking(
                model,
                (question, answer) -> "How good is this? " + answer.reply(),
                answer -> answer.reply().isPresent() ? 1 : 0);
    }

    private Calls after(Shadowing shadowing, Question question) {
        Shadow shadow = Shadow.of(challenger, shadowing);
        assertThat(Egress.guarded(shadow.shadowed(house), POLICY)
                        .answer(question)
                        .reply())
                .isPresent();
        return shadow.report().calls();
    }

    @Test
    void aJudgeThatAsksAModelIsUnderThePolicyOfTheQuestion() {
        assertThat(after(all.withJudge(asking(grader)), CONFIDENTIAL)).isEqualTo(new Calls(0, 0, 1, 0));
        assertThat(judging).isEmpty();

        assertThat(after(all.withJudge(asking(grader)), PUBLIC)).isEqualTo(new Calls(1, 0, 0, 0));
        assertThat(judging)
                .hasSize(2)
                .allSatisfy(question ->
                        assertThat(question.attributes().get(EgressGuard.KEY)).isPresent());
    }

    /** A grader that sends without asking is looked at before anything is asked. */
    @Test
    void aJudgeWhoseModelDoesNotAskIsCheckedByItsDescription() {
        DomainModel silent = new Silent(judging);

        assertThat(after(all.withJudge(asking(silent)), CONFIDENTIAL)).isEqualTo(new Calls(0, 0, 1, 0));
        assertThat(judging).isEmpty();
        assertThat(challenged).isEmpty();

        after(all.withJudge(asking(silent)), PUBLIC);
        assertThat(judging).hasSize(2);
    }

    @Test
    void aJudgeOrAnAgreementThatDoesNotSayWhereItSendsIsRefused() {
        List<Question> seen = new ArrayList<>();
        Judge lambda = (question, answer) -> {
            seen.add(question);
            return 1;
        };
        Agreement elsewhere = text -> text;

        assertThat(after(all.withJudge(lambda), PUBLIC)).isEqualTo(new Calls(0, 0, 1, 0));
        assertThat(after(all.withAgreement(elsewhere), PUBLIC)).isEqualTo(new Calls(0, 0, 1, 0));
        assertThat(seen).isEmpty();

        assertThat(after(all.withJudge(Judge.inThisProcess(lambda)), PUBLIC)).isEqualTo(new Calls(1, 0, 0, 0));
        assertThat(seen).hasSize(2);
    }

    @Test
    void withoutAPolicyAnyJudgeIsAsked() {
        Shadow shadow = Shadow.of(challenger, all.withJudge((question, answer) -> 0.5));

        shadow.shadowed(house).answer(CONFIDENTIAL);

        assertThat(shadow.report().comparison(Aspect.JUDGED)).isPresent();
    }

    /** What was found for an answer may be of a higher class than the question. */
    @Test
    void theJudgeGetsTheClassOfWhatTheAnswerCarries() {
        Trace found = Trace.of(Step.of("retrieve", Duration.ZERO, DataClass.CONFIDENTIAL.details()));
        DomainModel carrying = new Silent(challenged) {
            @Override
            public Answer answer(Question question) {
                return Answer.reply("as found").withTrace(found);
            }
        };
        Shadow shadow = Shadow.of(house, all.withJudge(asking(grader)));

        Egress.guarded(shadow.shadowed(carrying), POLICY).answer(PUBLIC);

        assertThat(shadow.report().calls()).isEqualTo(new Calls(0, 0, 1, 0));
        assertThat(judging).isEmpty();
    }

    @Test
    void theJudgeGetsTheCallerButNotItsStream() {
        List<Question> seen = new ArrayList<>();
        TokenSink sink = new TokenSink() {
            @Override
            public void token(String text) {
                throw new AssertionError("the caller has its answer");
            }

            @Override
            public void restart() {
                throw new AssertionError("the caller has its answer");
            }
        };
        Judge judge = Judge.inThisProcess((question, answer) -> {
            seen.add(question);
            return 1;
        });
        Shadow.of(challenger, all.withJudge(judge))
                .shadowed(house)
                .answer(PUBLIC.with(TokenSink.KEY, sink).with(Caller.KEY, Caller.of("ann")));

        assertThat(seen).hasSize(2).allSatisfy(question -> {
            assertThat(question.attributes().get(TokenSink.KEY)).isEmpty();
            assertThat(question.attributes().get(Caller.KEY)).contains(Caller.of("ann"));
        });
    }

    @Test
    void aMonitorDoesNotMeasureAQuestionWhereItMayNotGo() {
        List<String> embedded = new ArrayList<>();
        Embedder embedder = new ServedEmbedder(embedded);
        List<Question> before = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            before.add(Question.of("a".repeat(i % 5 + 1)));
        }
        Baseline baseline = Baseline.builder(house.describe().fingerprint())
                .withInputs(embedder)
                .ask(house, before)
                .build();
        embedded.clear();
        Monitoring monitoring = Monitoring.DEFAULT.withInputs(new Inputs(embedder, Runnable::run));
        Monitor monitor = Monitor.of(baseline, monitoring, InstantSource.system());
        DomainModel model = Egress.guarded(monitor.monitored(house), POLICY);

        model.answer(CONFIDENTIAL);
        assertThat(embedded).isEmpty();
        assertThat(monitor.status().troubles().missedInputs()).isEqualTo(1);

        model.answer(PUBLIC);
        assertThat(embedded).containsExactly(PUBLIC.text());
    }

    /** A model that sends to the vendor and does not ask whether it may. */
    private static class Silent implements DomainModel {

        private final List<Question> received;

        Silent(List<Question> received) {
            this.received = received;
        }

        @Override
        public Answer answer(Question question) {
            received.add(question);
            return Answer.reply("fine");
        }

        @Override
        public Description describe() {
            return Description.of("own model").sendingTo(Endpoint.of(HOSTED));
        }
    }

    /** An embedder of the vendor. */
    private record ServedEmbedder(List<String> embedded) implements Embedder {

        @Override
        public float[] embed(String text) {
            embedded.add(text);
            return new float[] {1, 0.01f * (text.length() % 7)};
        }

        @Override
        public Description describe() {
            return Description.of("embedding model").sendingTo(Endpoint.of(HOSTED));
        }
    }
}
