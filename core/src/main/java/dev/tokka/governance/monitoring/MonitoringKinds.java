// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring;

import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.Specialization;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.governance.audit.AuditKinds;
import dev.tokka.governance.inventory.ModelInventory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Offers {@code monitored} to files. Alarms are told to the logger of the package, as warnings. */
public final class MonitoringKinds implements KindProvider {

    private static final int WAITING = 1_000;

    private static final Setting<Path> BASELINE = Setting.required(
            "baseline", Type.file(), "The file of the baseline: what the model did when it was validated.");
    private static final Setting<Double> ALPHA = Setting.of(
            "alpha",
            Type.numberAbove(0, 0.5),
            Monitoring.DEFAULT.alpha(),
            "The probability of ever raising a false alarm, all metrics together.");
    private static final Map<Metric, Setting<Double>> TOLERANCE = tolerances();
    private static final Setting<Settings> TOLERANCES = Setting.optional(
            "tolerances",
            Type.object(TOLERANCE.values().toArray(Setting<?>[]::new)),
            "By how much metrics may be worse than in the baseline, each 0.02 unless it is set.");
    private static final Setting<List<Metric>> WITHOUT =
            Setting.of("without", Type.list(Type.choice(Metric.class), 0), List.of(), "Metrics that are not watched.");
    private static final Setting<Integer> WINDOW = Setting.of(
            "window",
            Type.integer(1, 1_000_000),
            Monitoring.DEFAULT.window(),
            "Over how many observations recent values are shown.");
    private static final Setting<Embedder> EMBEDDER = Setting.optional(
            "embedder",
            Type.part(Role.EMBEDDER),
            "What measured the questions of the baseline, if they were measured.");
    private static final Setting<Path> STATE = Setting.optional(
            "state",
            Type.directory(),
            "Where evidence and alarms are kept over restarts; without it they are forgotten.");

    private static final Setting<Path> INVENTORY =
            Setting.required("inventory", Type.directory(), "The directory of the inventory.");
    private static final Setting<String> MODEL =
            Setting.required("model", Type.text(), "The id of the model's record in it.");
    private static final Setting<String> BY =
            Setting.of("by", Type.text(), "monitoring", "Who suspends, as the record names them.");
    private static final Setting<Suspension> SUSPEND = Setting.optional(
            "suspend",
            Type.object(INVENTORY, MODEL, BY)
                    .as(settings -> new Suspension(
                            ModelInventory.directory(settings.get(INVENTORY)),
                            settings.get(MODEL),
                            settings.get(BY),
                            Clock.systemUTC())),
            "Suspends the model at the first alarm: the gate of every process refuses it from then on.");
    private static final Setting<Settings> AUDIT = Setting.optional(
            "audit",
            AuditKinds.LOG,
            "The audit log that alarms are written to as well. If the model is audited too, say the same of the log there.");
    private static final Setting<DomainModel> FALLBACK = Setting.optional(
            "fallback", Type.part(Role.MODEL), "What answers from the first alarm on, until the state is taken away.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public MonitoringKinds() {}

    private static Map<Metric, Setting<Double>> tolerances() {
        Map<Metric, Setting<Double>> all = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            all.put(
                    metric,
                    Setting.optional(
                            metric.key(), Type.number(0, 0.99), "How much " + metric.key() + " may have moved."));
        }
        return all;
    }

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Role.SPECIALIZATION.kind(
                "monitored",
                "Raises an alarm when the model is no longer what it was in its baseline, and suspends it or turns to"
                        + " another. Put it right after what was validated.",
                Type.object(BASELINE, ALPHA, TOLERANCES, WITHOUT, WINDOW, EMBEDDER, STATE, SUSPEND, AUDIT, FALLBACK),
                MonitoringKinds::monitored));
    }

    private static Specialization monitored(Settings settings, Making making) {
        Baseline baseline = baseline(settings.get(BASELINE));
        Monitoring monitoring = monitoring(settings, making, baseline);
        InstantSource clock = InstantSource.system();
        Monitor monitor = settings.find(STATE)
                .map(directory ->
                        Monitor.open(directory.resolve(baseline.fingerprint() + ".json"), baseline, monitoring, clock))
                .orElseGet(() -> Monitor.of(baseline, monitoring, clock));
        making.opened(monitor);
        Optional<DomainModel> fallback = settings.find(FALLBACK);
        return model ->
                fallback.map(other -> monitor.monitored(model, other)).orElseGet(() -> monitor.monitored(model));
    }

    private static Baseline baseline(Path file) {
        try {
            return Baseline.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("expected a file that can be read: " + file, e);
        }
    }

    private static Monitoring monitoring(Settings settings, Making making, Baseline baseline) {
        System.Logger logger = System.getLogger(Monitor.class.getPackageName());
        Monitoring monitoring = Monitoring.DEFAULT
                .withAlpha(settings.get(ALPHA))
                .withWindow(settings.get(WINDOW))
                .withListener(alarm -> logger.log(
                        System.Logger.Level.WARNING,
                        "alarm of " + alarm.fingerprint() + ": "
                                + alarm.status().inWords()));
        Optional<Settings> audit = settings.find(AUDIT);
        if (audit.isPresent()) {
            monitoring = monitoring.withListener(AlarmListener.recording(AuditKinds.log(audit.get(), making)));
        }
        for (Map.Entry<Metric, Setting<Double>> each : TOLERANCE.entrySet()) {
            Optional<Double> set = settings.find(TOLERANCES).flatMap(all -> all.find(each.getValue()));
            if (set.isPresent()) {
                monitoring = monitoring.withTolerance(each.getKey(), set.get());
            }
        }
        for (Metric metric : settings.get(WITHOUT)) {
            monitoring = monitoring.without(metric);
        }
        Optional<Embedder> embedder = settings.find(EMBEDDER);
        if (embedder.isPresent() && baseline.inputs().isPresent()) {
            Background background = making.opened(new Background("tokka-monitor", WAITING));
            monitoring = monitoring.withInputs(new Inputs(embedder.get(), background));
        }
        Optional<Suspension> suspension = settings.find(SUSPEND);
        return suspension.isPresent() ? monitoring.withSuspension(suspension.get()) : monitoring;
    }
}
