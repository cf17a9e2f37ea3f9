// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import dev.tokka.MeanInterval;
import dev.tokka.governance.monitoring.sequential.Bounds;
import dev.tokka.governance.monitoring.sequential.MeanEProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** One metric over time. Not safe for use by many threads. */
final class Track {

    private final Metric metric;
    private final List<Channel> channels;
    private final double alarmAt;
    private final double[] window;
    private long observations;
    private double highest = 1;

    /**
     * Creates a track without observations.
     *
     * @param channels one; or one for each label, the last for all others
     * @param window how many values are remembered
     */
    Track(Metric metric, List<Channel> channels, int window, double alarmAt) {
        this.metric = metric;
        this.channels = List.copyOf(channels);
        this.window = new double[window];
        this.alarmAt = alarmAt;
    }

    /**
     * Takes the next value, or with several channels the number of the one that was hit.
     *
     * @return whether the alarm is raised by it
     */
    boolean add(double value) {
        boolean before = isAlarm();
        window[(int) (observations++ % window.length)] = value;
        for (int i = 0; i < channels.size(); i++) {
            channels.get(i).add(at(i, value));
        }
        highest = Math.max(highest, evidence());
        return !before && isAlarm();
    }

    /** Takes the next label. */
    boolean addLabel(String label) {
        int hit = 0;
        while (hit < channels.size() - 1 && !channels.get(hit).name().equals(label)) {
            hit++;
        }
        return add(hit);
    }

    /** Returns what a value is for a channel. */
    private double at(int channel, double value) {
        boolean hit = metric == Metric.LABELS && value == channel;
        return metric == Metric.LABELS ? (hit ? 1 : 0) : value;
    }

    boolean isAlarm() {
        return highest >= alarmAt;
    }

    private double evidence() {
        double sum = 0;
        for (Channel channel : channels) {
            sum += channel.evidence();
        }
        return sum / channels.size();
    }

    MetricStatus status() {
        int most = 0;
        for (int i = 1; i < channels.size(); i++) {
            if (channels.get(i).evidence() > channels.get(most).evidence()) {
                most = i;
            }
        }
        Channel channel = channels.get(most);
        double now = evidence();
        return new MetricStatus(
                metric,
                channel.name(),
                channel.baseline(),
                recent(most),
                observations,
                new MetricStatus.Evidence(now, Math.max(now, highest), alarmAt));
    }

    private MeanInterval recent(int channel) {
        int size = (int) Math.min(observations, window.length);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += at(channel, window[i]);
        }
        return Bounds.wilson(sum, size);
    }

    void reset() {
        observations = 0;
        highest = 1;
        channels.forEach(channel -> channel.tests().forEach(MeanEProcess::reset));
    }

    State state() {
        int size = (int) Math.min(observations, window.length);
        List<Double> recent = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            recent.add(window[(int) ((observations - size + i) % window.length)]);
        }
        List<Held> held = channels.stream()
                .flatMap(channel -> channel.tests().stream())
                .map(test -> new Held(
                        test.values(), DoubleStream.of(test.held()).boxed().toList()))
                .toList();
        return new State(observations, highest, recent, held);
    }

    /**
     * Goes on from where another track was.
     *
     * @throws IllegalArgumentException if that was one of another baseline
     */
    void restore(State state) {
        List<MeanEProcess> tests =
                channels.stream().flatMap(channel -> channel.tests().stream()).toList();
        int size = (int) Math.min(state.observations(), window.length);
        if (tests.size() != state.held().size() || state.recent().size() < size || !(state.highest() >= 1)) {
            throw new IllegalArgumentException(
                    "expected the state of " + tests.size() + " tests with " + size + " recent values but found "
                            + state.held().size() + " and " + state.recent().size());
        }
        for (int i = 0; i < tests.size(); i++) {
            Held held = state.held().get(i);
            tests.get(i)
                    .restore(
                            held.values(),
                            held.money().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray());
        }
        observations = state.observations();
        highest = state.highest();
        for (int i = 0; i < size; i++) {
            window[(int) ((observations - size + i) % window.length)] =
                    state.recent().get(state.recent().size() - size + i);
        }
    }

    /** All that a track remembers. */
    record State(long observations, double highest, List<Double> recent, List<Held> held) {}

    /** All that a test remembers. */
    record Held(long values, List<Double> money) {}
}
