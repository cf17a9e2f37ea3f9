// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Digests;
import dev.tokka.MeanInterval;
import dev.tokka.governance.json.Fields;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What a monitor knows, as JSON for itself. */
final class StateJson {

    private static final String FORMAT = "tokka-monitor";
    private static final int FORMAT_VERSION = 1;

    private StateJson() {}

    /**
     * All that a monitor knows.
     *
     * @param due why calls are refused, if they are
     */
    record State(
            MonitorStatus.Calls calls, Map<Metric, Track.State> tracks, List<Alarm> alarms, Optional<Halt.Due> due) {

        State {
            tracks = Map.copyOf(tracks);
            alarms = List.copyOf(alarms);
        }
    }

    /** Returns the digest of all that the evidence depends on: of other settings it would mean something else. */
    static String digest(Baseline baseline, Monitoring monitoring) {
        Map<Metric, Double> sorted = new EnumMap<>(monitoring.tolerances());
        return Digests.sha256(baseline.digest() + " " + monitoring.alpha() + " " + sorted);
    }

    static String write(State state, String digest) {
        ObjectNode json = object().put(FORMAT, FORMAT_VERSION).put("of", digest);
        json.set("calls", calls(state.calls()));
        ObjectNode tracks = json.putObject("metrics");
        new EnumMap<>(state.tracks()).forEach((metric, track) -> tracks.set(metric.key(), track(track)));
        ArrayNode alarms = json.putArray("alarms");
        state.alarms().forEach(alarm -> alarms.add(alarm(alarm)));
        state.due()
                .ifPresent(due -> json.putObject("suspension")
                        .put("stored", String.valueOf(due.stored()))
                        .set("alarm", alarm(due.alarm())));
        return json + "\n";
    }

    private static ObjectNode calls(MonitorStatus.Calls calls) {
        return object().put("observed", calls.observed())
                .put("diverted", calls.diverted())
                .put("refused", calls.refused());
    }

    private static ObjectNode track(Track.State state) {
        ObjectNode json = object().put("observations", state.observations()).put("highest", state.highest());
        json.set("recent", numbers(state.recent()));
        ArrayNode tests = json.putArray("tests");
        state.held()
                .forEach(held -> tests.addObject().put("values", held.values()).set("held", numbers(held.money())));
        return json;
    }

    private static ObjectNode alarm(Alarm alarm) {
        MetricStatus status = alarm.status();
        ObjectNode json = object().put("fingerprint", alarm.fingerprint())
                .put("at", alarm.at().toString())
                .put("metric", status.metric().name())
                .put("label", status.label())
                .put("baseline", status.baseline())
                .put("observations", status.observations());
        MeanInterval recent = status.recent();
        json.set("recent", numbers(List.of(recent.low(), recent.mean(), recent.high())));
        MetricStatus.Evidence evidence = status.evidence();
        json.set("evidence", numbers(List.of(evidence.now(), evidence.highest(), evidence.alarmAt())));
        return json;
    }

    private static ArrayNode numbers(List<Double> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (double value : values) {
            array.add(value);
        }
        return array;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Reads what {@link #write} writes.
     *
     * @throws IllegalArgumentException if it is anything else, or about something else than {@code digest} says
     */
    static State read(String json, String digest) {
        return Fields.parse(json, "the state", fields -> state(fields, digest));
    }

    private static State state(Fields json, String digest) {
        long format = json.whole(FORMAT);
        if (format != FORMAT_VERSION) {
            throw new IllegalArgumentException("expected format " + FORMAT_VERSION + " of states but found " + format);
        }
        if (!json.text("of").equals(digest)) {
            throw new IllegalArgumentException(
                    "expected the state of a monitor with this baseline, alpha and tolerances"
                            + " but found that of another: take the file away to begin anew");
        }
        return new State(
                json.object(
                        "calls",
                        calls -> new MonitorStatus.Calls(
                                calls.whole("observed"), calls.whole("diverted"), calls.whole("refused"))),
                json.object("metrics", StateJson::tracks),
                json.list("alarms", StateJson::alarm),
                json.has("suspension") ? Optional.of(json.object("suspension", StateJson::due)) : Optional.empty());
    }

    private static Map<Metric, Track.State> tracks(Fields json) {
        Map<Metric, Track.State> tracks = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            if (json.has(metric.key())) {
                tracks.put(metric, json.object(metric.key(), StateJson::track));
            }
        }
        return tracks;
    }

    private static Track.State track(Fields json) {
        return new Track.State(
                json.whole("observations"),
                json.number("highest"),
                boxed(json, "recent"),
                json.list("tests", test -> new Track.Held(test.whole("values"), boxed(test, "held"))));
    }

    private static List<Double> boxed(Fields json, String name) {
        return DoubleStream.of(json.numbers(name)).boxed().toList();
    }

    private static Halt.Due due(Fields json) {
        return new Halt.Due(json.object("alarm", StateJson::alarm), Boolean.parseBoolean(json.text("stored")));
    }

    private static Alarm alarm(Fields json) {
        double[] recent = three(json, "recent");
        double[] evidence = three(json, "evidence");
        MetricStatus status = new MetricStatus(
                json.constant("metric", Metric.class),
                json.text("label"),
                json.number("baseline"),
                new MeanInterval(recent[0], recent[1], recent[2]),
                json.whole("observations"),
                new MetricStatus.Evidence(evidence[0], evidence[1], evidence[2]));
        return new Alarm(json.text("fingerprint"), status, json.parsed("at", Instant::parse));
    }

    private static double[] three(Fields json, String name) {
        double[] numbers = json.numbers(name);
        if (numbers.length != 3) {
            throw new IllegalArgumentException("expected three numbers of " + name + " but found " + numbers.length);
        }
        return numbers;
    }
}
