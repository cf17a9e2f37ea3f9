// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import static java.util.Objects.requireNonNull;

import dev.tokka.DomainModel;
import dev.tokka.Fingerprint;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Watches whether a model is still as it was when it was approved.
 *
 * <pre>{@code
 * Monitor monitor = Monitor.of(baseline, Monitoring.DEFAULT.withListener(alarm -> page(alarm)), clock);
 * DomainModel served = Governance.governed(monitor.monitored(model), inventory, use, clock);
 * }</pre>
 *
 * <p>Each {@link Metric} is tested after each call, by {@linkplain
 * dev.tokka.governance.monitoring.sequential.MeanEProcess betting}, against <em>it is at most the tolerance worse than what it
 * was in the baseline</em>. The baseline is a sample, and its uncertainty is part of that. If calls are independent and that is
 * true of all metrics, the probability that an alarm is ever raised is at most {@link Monitoring#alpha}, however long the monitor
 * runs. After {@link #reset} it is so anew.
 *
 * <p>An alarm stands until then. It suspends the model if the settings say so, turns calls to the fallback if there is one, and is
 * told to listeners, in this order; none of it disturbs the answer of the call that raised it. Safe for use by many threads; a call
 * takes microseconds more, memory is bounded, and nothing of question or answer is kept but numbers and labels.
 */
public final class Monitor implements AutoCloseable {

    private final Baseline baseline;
    private final Monitoring monitoring;
    private final InstantSource clock;
    private final Optional<StateFile> file;

    private final Object lock = new Object();
    private final Tracks tracks;
    private final List<Alarm> alarms = new ArrayList<>();
    private long observed;
    private volatile boolean alarmed;

    private final Optional<Halt> halt;
    private final LongAdder diverted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder missedInputs = new LongAdder();
    private final LongAdder failedActions = new LongAdder();
    private volatile String trouble = "";

    private Monitor(Baseline baseline, Monitoring monitoring, InstantSource clock, Optional<StateFile> file) {
        this.baseline = requireNonNull(baseline, "baseline");
        this.monitoring = requireNonNull(monitoring, "monitoring");
        this.clock = requireNonNull(clock, "clock");
        this.file = file;
        this.tracks = new Tracks(baseline, monitoring);
        this.halt = monitoring.suspension().map(Halt::new);
        if (tracks.watches(Metric.INPUTS)) {
            Inputs.requireFor(baseline, monitoring);
        }
    }

    /**
     * Returns a monitor that forgets with the process.
     *
     * @throws IllegalArgumentException if nothing of what is to be watched is in the baseline, or the embedder of its inputs is
     *     missing or another
     */
    public static Monitor of(Baseline baseline, Monitoring monitoring, InstantSource clock) {
        return new Monitor(baseline, monitoring, clock, Optional.empty());
    }

    /**
     * Returns a monitor that goes on from where the last one was that wrote to {@code state}, and writes there: at each alarm and
     * reset, every 100 calls, and when it is closed. The file is replaced as a whole, so a crash loses 100 calls at most and no
     * alarm. The thread of the call writes, and waits for the disk. One monitor at a time may have a file.
     *
     * @param state the file, which need not be there, in a directory that is
     * @throws IllegalArgumentException as {@link #of}, or if the file is damaged or of another baseline, alpha or tolerance
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static Monitor open(Path state, Baseline baseline, Monitoring monitoring, InstantSource clock) {
        StateFile file = new StateFile(state, StateJson.digest(baseline, monitoring));
        Monitor monitor = new Monitor(baseline, monitoring, clock, Optional.of(file));
        file.read(monitor::restore);
        return monitor;
    }

    /**
     * Returns a model equal to {@code model} that is watched: same answers, same streams, same description.
     *
     * @throws IllegalArgumentException if it is not the model of the baseline
     */
    public DomainModel monitored(DomainModel model) {
        requireSame(model);
        return new Monitored(model, Optional.empty(), this);
    }

    /**
     * Returns a model that asks {@code model}, watched, until there is an alarm, and {@code fallback} until somebody {@linkplain
     * #reset resets} the monitor. What the fallback answers is not watched. It is described as both together, and that is what
     * is to be approved.
     *
     * @throws IllegalArgumentException if {@code model} is not the model of the baseline
     */
    public DomainModel monitored(DomainModel model, DomainModel fallback) {
        requireSame(model);
        return new Monitored(model, Optional.of(fallback), this);
    }

    private void requireSame(DomainModel model) {
        if (model.describe().isOpaque()) {
            throw new IllegalArgumentException(
                    "expected a model that describes itself but it, or a part of it, is opaque");
        }
        if (!new Fingerprint(model).now().equals(baseline.fingerprint())) {
            throw new IllegalArgumentException("expected the model of the baseline, " + baseline.fingerprint()
                    + ", but found " + new Fingerprint(model).now());
        }
    }

    /** Takes what happened at a call, where it is not a {@linkplain #monitored monitored} model that was asked. */
    public void observe(Observation observation) {
        List<Alarm> raised;
        boolean save;
        synchronized (lock) {
            raised = alarms(tracks.add(observation));
            observed++;
            save = observed % StateFile.EVERY == 0;
        }
        act(raised, save);
    }

    /** Measures a question later, if inputs are watched. */
    void observeInput(Question question) {
        if (!tracks.watches(Metric.INPUTS)) {
            return;
        }
        monitoring.inputs().ifPresent(inputs -> {
            try {
                inputs.executor().execute(() -> measure(inputs, question));
            } catch (RejectedExecutionException e) {
                missedInputs.increment();
            }
        });
    }

    private void measure(Inputs inputs, Question question) {
        boolean far;
        try {
            float[] vector = inputs.measure(question);
            far = baseline.inputs().orElseThrow().distance(vector)
                    > baseline.reference(Metric.INPUTS, Reference.Limit.class).limit();
        } catch (RuntimeException e) { // of somebody else's code, in nobody's call
            missedInputs.increment();
            return;
        }
        List<Alarm> raised;
        synchronized (lock) {
            raised = alarms(tracks.addInput(far));
        }
        act(raised, false);
    }

    private List<Alarm> alarms(List<Metric> metrics) {
        if (metrics.isEmpty()) {
            return List.of();
        }
        List<Alarm> raised = metrics.stream()
                .map(metric ->
                        new Alarm(baseline.fingerprint(), tracks.status(metric).orElseThrow(), clock.instant()))
                .toList();
        alarms.addAll(raised);
        alarmed = true;
        return raised;
    }

    private void act(List<Alarm> raised, boolean save) {
        for (Alarm alarm : raised) {
            halt.ifPresent(one -> attempt("suspension", () -> one.begin(alarm)));
            monitoring.listeners().forEach(listener -> attempt("listener", () -> listener.alarm(alarm)));
        }
        if (save || !raised.isEmpty()) {
            file.ifPresent(one -> attempt("state file", () -> one.write(this::state)));
        }
    }

    private void attempt(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            failedActions.increment();
            trouble = what + ": " + e.getClass().getSimpleName();
        }
    }

    /** Lets a call begin. */
    void admit() {
        if (halt.isEmpty()) {
            return;
        }
        try {
            if (halt.get().admit()) {
                reset();
            }
        } catch (PolicyViolationException e) {
            refused.increment();
            throw e;
        }
    }

    /** Returns whether calls are for the fallback, and counts one. */
    boolean divert() {
        if (alarmed) {
            diverted.increment();
        }
        return alarmed;
    }

    /** Returns how things stand. */
    public MonitorStatus status() {
        synchronized (lock) {
            return new MonitorStatus(
                    baseline.fingerprint(),
                    tracks.status(),
                    alarms,
                    calls(),
                    new MonitorStatus.Troubles(missedInputs.sum(), failedActions.sum(), trouble));
        }
    }

    /** Returns how a metric stands, or empty if it is not watched. */
    public Optional<MetricStatus> status(Metric metric) {
        synchronized (lock) {
            return tracks.status(metric);
        }
    }

    private MonitorStatus.Calls calls() {
        return new MonitorStatus.Calls(observed, diverted.sum(), refused.sum());
    }

    /**
     * Takes back all alarms and forgets all evidence, as after somebody has found out why and decided that the model may go on: a
     * new monitor as to alpha. A suspension is not ended by this but by {@link
     * dev.tokka.governance.inventory.Lifecycle#resume}, and that resets the monitor by itself, with the next call.
     */
    public void reset() {
        synchronized (lock) {
            tracks.reset();
            alarms.clear();
            alarmed = false;
        }
        file.ifPresent(one -> attempt("state file", () -> one.write(this::state)));
    }

    private StateJson.State state() {
        synchronized (lock) {
            return new StateJson.State(calls(), tracks.state(), alarms, halt.map(Halt::due));
        }
    }

    private void restore(StateJson.State state) {
        synchronized (lock) {
            tracks.restore(state.tracks());
            alarms.addAll(state.alarms());
            alarmed = !alarms.isEmpty();
            observed = state.calls().observed();
            diverted.add(state.calls().diverted());
            refused.add(state.calls().refused());
        }
        halt.ifPresent(one -> one.restore(state.due().orElse(null)));
    }

    /** Writes the state to its file, if it has one. Models of this monitor may still be asked; that is not written any more. */
    @Override
    public void close() {
        file.ifPresent(one -> one.write(this::state));
    }

    @Override
    public String toString() {
        return "monitor of " + baseline.fingerprint();
    }
}
