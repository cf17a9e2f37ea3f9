// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.monitoring.shadow;

import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.governance.monitoring.Background;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Offers {@code shadowed} to files. */
public final class ShadowKinds implements KindProvider {

    private static final Setting<DomainModel> CHALLENGER =
            Setting.required("challenger", Type.part(Role.MODEL), "What is asked too, and heard by nobody.");
    private static final Setting<Double> SHARE = Setting.required(
            "share", Type.numberAbove(0, 1), "The share of the questions, chosen by a hash of their text.");
    private static final Setting<Integer> WAITING = Setting.of(
            "waiting", Type.integer(1, 100_000), 100, "How many questions may wait; what comes then is dropped.");
    private static final Setting<Duration> TIMEOUT = Setting.of(
            "timeout", Type.duration(Duration.ofMillis(1)), Duration.ofMinutes(1), "How long the challenger may take.");
    private static final Setting<Path> REPORT = Setting.required(
            "report",
            Type.directory(),
            "Where the comparison is written, as " + ReportFile.NAME + ": every 100 questions, and at the end.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public ShadowKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Role.SPECIALIZATION.kind(
                "shadowed",
                "Asks another model a sample of the questions after the answer was returned, and compares both.",
                Type.object(CHALLENGER, SHARE, WAITING, TIMEOUT, REPORT),
                ShadowKinds::shadowed));
    }

    private static Specialization shadowed(Settings settings, Making making) {
        int waiting = settings.get(WAITING);
        ReportFile file = making.opened(new ReportFile(settings.get(REPORT), new Background("tokka-shadow", waiting)));
        Shadowing shadowing =
                Shadowing.of(settings.get(SHARE), file).withWaiting(waiting).withTimeout(settings.get(TIMEOUT));
        Shadow shadow = Shadow.of(settings.get(CHALLENGER), shadowing);
        file.watch(shadow);
        return shadow::shadowed;
    }
}
