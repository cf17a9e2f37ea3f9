// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.ModelUnavailableException;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.TokenSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class MonitorTest {

    private final List<Alarm> told = new ArrayList<>();
    private final Monitoring settings = Monitoring.DEFAULT.withListener(told::add);
    private final Desk desk = new Desk();

    private Monitor monitor() {
        return Monitor.of(Desk.baseline(), settings, Desk.CLOCK);
    }

    private static void ask(DomainModel model, int times) {
        for (int i = 0; i < times; i++) {
            model.answer(Desk.QUESTION);
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void answersAsWithoutIt() {
        Monitor monitor = monitor();
        DomainModel monitored = monitor.monitored(desk);

        assertThat(monitored.answer(Desk.QUESTION)).isSameAs(desk.next);
        assertThat(monitored.describe()).isEqualTo(desk.describe());
        assertThat(monitor.status().calls()).isEqualTo(new MonitorStatus.Calls(1, 0, 0));
        assertThatNullPointerException().isThrownBy(() -> monitored.answer((Question) null));
    }

    @Test
    void streamsAreUntouched() {
        List<String> taken = new ArrayList<>();
        TokenSink sink = new TokenSink() {
            @Override
            public void token(String text) {
                taken.add(text);
            }

            @Override
            public void restart() {
                taken.clear();
            }
        };
        Described streaming = new Described(question -> {
            question.attributes().get(TokenSink.KEY).orElseThrow().token("It is ");
            question.attributes().get(TokenSink.KEY).orElseThrow().token("free.");
            return Answer.reply("It is free.");
        });

        monitor().monitored(streaming).answer(Desk.QUESTION.with(TokenSink.KEY, sink));

        assertThat(taken).containsExactly("It is ", "free.");
    }

    /** A model that is described like the desk. */
    private record Described(DomainModel inner) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return inner.answer(question);
        }

        @Override
        public Description describe() {
            return Desk.DESCRIPTION;
        }
    }

    @Test
    void anotherModelIsRefused() {
        DomainModel changed = new Changed();
        DomainModel opaque = question -> Answer.reply("Yes.");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor().monitored(changed))
                .withMessageContaining("expected the model of the baseline");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor().monitored(opaque, desk))
                .withMessageContaining("opaque");
    }

    private record Changed() implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return Answer.reply("Yes.");
        }

        @Override
        public Description describe() {
            return Desk.DESCRIPTION.with("temperature", "1");
        }
    }

    @Test
    void failuresAreCountedButNotWhatAPolicyRefuses() {
        Monitor monitor = monitor();
        desk.failing = true;
        DomainModel failing = monitor.monitored(desk);
        DomainModel refusing = monitor.monitored(new Described(question -> {
            throw new PolicyViolationException("cleared: expected another question");
        }));

        assertThatExceptionOfType(ModelUnavailableException.class).isThrownBy(() -> failing.answer(Desk.QUESTION));
        assertThatExceptionOfType(PolicyViolationException.class).isThrownBy(() -> refusing.answer(Desk.QUESTION));

        MetricStatus failures = monitor.status().metric(Metric.FAILURES).orElseThrow();
        assertThat(failures.observations()).isEqualTo(1);
        assertThat(failures.recent().mean()).isEqualTo(1);
        assertThat(monitor.status().metric(Metric.ABSTENTION).orElseThrow().observations())
                .isZero();
    }

    @Test
    void whoIsInterruptedGaveUpAndTheModelDidNotFail() {
        Monitor monitor = monitor();
        desk.failing = true;
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> monitor.monitored(desk).answer(Desk.QUESTION));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(monitor.status().calls().observed()).isZero();
    }

    @Test
    void eachMetricRaisesItsAlarmOnce() {
        Monitor monitor = monitor();
        Desk.good(500, 7).forEach(monitor::observe);
        assertThat(monitor.status().isAlarm()).isFalse();

        for (int i = 0; i < 400; i++) {
            monitor.observe(Observation.of(Desk.QUESTION, Answer.abstain("unknown"), Desk.FAST));
        }
        assertThat(told).extracting(alarm -> alarm.status().metric()).containsExactly(Metric.ABSTENTION);
        for (int i = 0; i < 400; i++) {
            monitor.observe(Observation.of(Desk.QUESTION, Desk.reply(0.4), Duration.ofSeconds(3)));
            monitor.observe(Observation.failed(Desk.FAST));
            monitor.observe(
                    Observation.of(Desk.QUESTION, Answer.reply("It is free.").withTrace(Desk.cost("3")), Desk.FAST));
        }

        assertThat(told)
                .extracting(alarm -> alarm.status().metric())
                .containsExactlyInAnyOrder(
                        Metric.ABSTENTION, Metric.GROUNDING, Metric.LATENCY, Metric.COST, Metric.FAILURES);
        assertThat(monitor.status().alarms()).isEqualTo(told);
    }

    @Test
    void fewerAbstentionsRaiseTheAlarmToo() {
        Baseline half = baselineAbstaining(2);
        Monitor monitor = Monitor.of(half, settings, Desk.CLOCK);
        for (int i = 0; i < 300; i++) {
            monitor.observe(Observation.of(Desk.QUESTION, Answer.reply("Yes."), Desk.FAST));
        }

        assertThat(told).hasSize(1);
        assertThat(told.get(0).status().inWords())
                .startsWith("abstention: 0.500 in the baseline, 0.000 of late (0.000 to ");
    }

    private static Baseline baselineAbstaining(int every) {
        BaselineBuilder builder = Baseline.builder(Desk.DESCRIPTION.fingerprint());
        for (int i = 0; i < 200; i++) {
            builder.add(Desk.QUESTION, i % every == 0 ? Answer.abstain("unknown") : Answer.reply("Yes."), Desk.FAST);
        }
        return builder.build();
    }

    @Test
    void labelsThatMoveAreNamedNewOnesTogether() {
        BaselineBuilder builder = Baseline.builder(Desk.DESCRIPTION.fingerprint());
        Question question = Desk.labelled("up", "down", "flat");
        for (int i = 0; i < 300; i++) {
            builder.add(question, Answer.reply(i % 3 == 0 ? "down" : "up"), Desk.FAST);
        }
        Baseline baseline = builder.build();
        Monitor moved = Monitor.of(baseline, settings, Desk.CLOCK);
        Monitor unknown = Monitor.of(baseline, settings, Desk.CLOCK);
        for (int i = 0; i < 200; i++) {
            moved.observe(Observation.of(question, Answer.reply(i % 3 > 0 ? "down" : "up"), Desk.FAST));
            unknown.observe(Observation.of(
                    question, Answer.reply(List.of("up", "down", "flat").get(i % 3)), Desk.FAST));
        }

        assertThat(moved.status().alarms())
                .extracting(alarm -> alarm.status().metric())
                .containsExactly(Metric.LABELS);
        assertThat(moved.status().metric(Metric.LABELS).orElseThrow().label()).isIn("up", "down");
        assertThat(unknown.status().metric(Metric.LABELS).orElseThrow().label()).isEqualTo(Reference.Labels.OTHER);
    }

    @Test
    void questionsThatAreElsewhereRaiseTheAlarm() {
        Monitor monitor = withInputs(Runnable::run);
        DomainModel monitored = monitor.monitored(desk);
        for (int i = 0; i < 200; i++) {
            monitored.answer("a" + "?".repeat(i % 7));
        }
        assertThat(told).isEmpty();
        for (int i = 0; i < 100; i++) {
            monitored.answer("q" + "?".repeat(i % 7));
        }

        assertThat(told).extracting(alarm -> alarm.status().metric()).containsExactly(Metric.INPUTS);
        assertThat(monitor.status().metric(Metric.INPUTS).orElseThrow().observations())
                .isEqualTo(300);
    }

    private Monitor withInputs(Executor executor) {
        BaselineBuilder measured =
                Baseline.builder(Desk.DESCRIPTION.fingerprint()).withInputs(new Desk.Letters());
        for (int i = 0; i < 200; i++) {
            measured.add(Question.of("a" + "?".repeat(i % 7)), Desk.reply(0.9), Desk.FAST);
        }
        return Monitor.of(measured.build(), settings.withInputs(new Inputs(new Desk.Letters(), executor)), Desk.CLOCK);
    }

    @Test
    void questionsThatCannotBeMeasuredAreCounted() {
        Monitor busy = withInputs(task -> {
            throw new RejectedExecutionException("full");
        });
        Monitor odd = withInputs(Runnable::run);

        assertThat(busy.monitored(desk).answer("a?")).isSameAs(desk.next);
        assertThat(odd.monitored(desk).answer("1?")).isSameAs(desk.next); // no letter

        assertThat(busy.status().troubles().missedInputs()).isEqualTo(1);
        assertThat(odd.status().troubles().missedInputs()).isEqualTo(1);
    }

    @Test
    void theEmbedderIsThatOfTheBaseline() {
        Baseline baseline = Baseline.parse(measured().toJson());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Monitor.of(baseline, settings, Desk.CLOCK))
                .withMessageContaining("withInputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Monitor.of(baseline, settings.withInputs(new Inputs(new Other(), Runnable::run)), Desk.CLOCK))
                .withMessageContaining("found another");
        assertThat(Monitor.of(baseline, settings.without(Metric.INPUTS), Desk.CLOCK)
                        .status()
                        .metric(Metric.INPUTS))
                .isEmpty();
    }

    private record Other() implements Embedder {

        @Override
        public float[] embed(String text) {
            return new float[] {1};
        }

        @Override
        public Description describe() {
            return Description.of("other");
        }
    }

    private static Baseline measured() {
        BaselineBuilder builder =
                Baseline.builder(Desk.DESCRIPTION.fingerprint()).withInputs(new Desk.Letters());
        for (int i = 0; i < 40; i++) {
            builder.add(Question.of("a" + i), Desk.reply(0.9), Desk.FAST);
        }
        return builder.build();
    }

    @Test
    void aFallbackAnswersFromTheAlarmUntilTheReset() {
        Monitor monitor = monitor();
        DomainModel other = new Described(question -> Answer.reply("Please call us."));
        DomainModel monitored = monitor.monitored(desk, other);
        desk.next = Answer.abstain("unknown");
        while (!monitor.status().isAlarm()) {
            ask(monitored, 1);
        }
        long observed = monitor.status().calls().observed();

        assertThat(monitored.answer(Desk.QUESTION)).isEqualTo(Answer.reply("Please call us."));
        assertThat(monitor.status().calls()).isEqualTo(new MonitorStatus.Calls(observed, 1, 0));
        assertThat(monitored.describe().parts()).hasSize(2);

        monitor.reset();

        assertThat(monitored.answer(Desk.QUESTION)).isSameAs(desk.next);
        assertThat(monitor.status().alarms()).isEmpty();
    }

    @Test
    void aListenerThatFailsDisturbsNobodyAndIsTold() {
        List<Alarm> after = new ArrayList<>();
        Monitoring failing = Monitoring.DEFAULT
                .withListener(alarm -> {
                    throw new IllegalStateException("no pager");
                })
                .withListener(after::add);
        Monitor monitor = Monitor.of(Desk.baseline(), failing, Desk.CLOCK);
        desk.next = Answer.abstain("unknown");

        ask(monitor.monitored(desk), 100);

        assertThat(after).hasSize(1);
        assertThat(monitor.status().troubles())
                .isEqualTo(new MonitorStatus.Troubles(0, 1, "listener: IllegalStateException"));
    }

    @Test
    void settingsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Monitoring.DEFAULT.withAlpha(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Monitoring.DEFAULT.withTolerance(Metric.COST, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Monitoring.DEFAULT.withWindow(0));
        Monitoring labels = Monitoring.DEFAULT;
        for (Metric metric : Metric.values()) {
            labels = metric == Metric.LABELS ? labels : labels.without(metric);
        }
        Monitoring only = labels;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Monitor.of(Desk.baseline(), only, Desk.CLOCK))
                .withMessageContaining("but found only [LABELS]");
        assertThatIllegalArgumentException().isThrownBy(() -> only.without(Metric.LABELS));
    }
}
