// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import dev.tokka.governance.monitoring.Observation.Outcome;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All metrics of a monitor over time. Not safe for use by many threads. */
final class Tracks {

    private final Map<Metric, Track> tracks = new EnumMap<>(Metric.class);
    private final double slow;
    private final double dear;
    private final Optional<Currency> currency;

    /**
     * Creates tracks of what is both watched and in the baseline. Half of alpha is for bounds of the baseline that are wrong,
     * half for tests that are, and each metric has an equal part of both.
     *
     * @throws IllegalArgumentException if there is no such metric
     */
    Tracks(Baseline baseline, Monitoring monitoring) {
        List<Metric> watched = monitoring.tolerances().keySet().stream()
                .filter(baseline.references()::containsKey)
                .toList();
        if (watched.isEmpty()) {
            throw new IllegalArgumentException("expected a metric to watch of "
                    + baseline.references().keySet() + ", of which there is a baseline, but found only "
                    + monitoring.tolerances().keySet());
        }
        double each = monitoring.alpha() / (2 * watched.size());
        for (Metric metric : watched) {
            Reference reference = baseline.reference(metric, Reference.class);
            Channels channels = new Channels(monitoring.tolerances().getOrDefault(metric, 0.0), each);
            tracks.put(metric, new Track(metric, channels.of(metric, reference), monitoring.window(), 1 / each));
        }
        slow = baseline.reference(Metric.LATENCY, Reference.Limit.class).limit();
        currency = baseline.currency();
        dear = currency.isEmpty()
                ? 0
                : baseline.reference(Metric.COST, Reference.Limit.class).limit();
    }

    /** Takes a call; returns what raises its alarm now. */
    List<Metric> add(Observation observation) {
        List<Metric> raised = new ArrayList<>(0);
        boolean failed = observation.outcome() == Outcome.FAILURE;
        add(Metric.FAILURES, failed, raised);
        if (!failed) {
            add(Metric.ABSTENTION, observation.outcome() == Outcome.ABSTENTION, raised);
            add(Metric.LATENCY, observation.millis() > slow, raised);
            currency.ifPresent(one -> add(Metric.COST, observation.cost(one) > dear, raised));
        }
        if (observation.outcome() == Outcome.REPLY) {
            add(Metric.GROUNDING, observation.grounding(), raised);
            observation.label().ifPresent(label -> addLabel(label, raised));
        }
        return raised;
    }

    /** Takes a question; returns what raises its alarm now. */
    List<Metric> addInput(boolean far) {
        List<Metric> raised = new ArrayList<>(0);
        add(Metric.INPUTS, far, raised);
        return raised;
    }

    private void add(Metric metric, boolean hit, List<Metric> raised) {
        add(metric, hit ? 1 : 0, raised);
    }

    private void add(Metric metric, double value, List<Metric> raised) {
        Track track = tracks.get(metric);
        if (track != null && track.add(value)) {
            raised.add(metric);
        }
    }

    private void addLabel(String label, List<Metric> raised) {
        Track track = tracks.get(Metric.LABELS);
        if (track != null && track.addLabel(label)) {
            raised.add(Metric.LABELS);
        }
    }

    boolean watches(Metric metric) {
        return tracks.containsKey(metric);
    }

    boolean isAlarm() {
        return tracks.values().stream().anyMatch(Track::isAlarm);
    }

    List<MetricStatus> status() {
        return tracks.values().stream().map(Track::status).toList();
    }

    Optional<MetricStatus> status(Metric metric) {
        return Optional.ofNullable(tracks.get(metric)).map(Track::status);
    }

    void reset() {
        tracks.values().forEach(Track::reset);
    }

    Map<Metric, Track.State> state() {
        Map<Metric, Track.State> states = new EnumMap<>(Metric.class);
        tracks.forEach((metric, track) -> states.put(metric, track.state()));
        return states;
    }

    /**
     * Goes on from where others were.
     *
     * @throws IllegalArgumentException if those were of another baseline or other settings
     */
    void restore(Map<Metric, Track.State> states) {
        if (!states.keySet().equals(tracks.keySet())) {
            throw new IllegalArgumentException(
                    "expected the state of " + tracks.keySet() + " but found that of " + states.keySet());
        }
        tracks.forEach(
                (metric, track) -> Optional.ofNullable(states.get(metric)).ifPresent(track::restore));
    }
}
