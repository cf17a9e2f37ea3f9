// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.governance.monitoring.Metric;
import dev.tokka.governance.monitoring.MetricStatus;
import dev.tokka.governance.monitoring.MonitorStatus;

/** The state of a monitor, as a section of the principle {@link Principle#MONITORING}. */
public final class MonitorSection {

    private MonitorSection() {}

    /**
     * Returns how a monitor stands, for {@link Dossier.Builder#section}.
     *
     * @param id of the model that it watches
     * @throws IllegalArgumentException if {@code id} cannot be one
     */
    public static Section of(String id, MonitorStatus status) {
        Table table = Table.of(
                Phrase.of("Metric", "指標"),
                Phrase.of("In the baseline", "ベースライン"),
                Phrase.of("Of late, with interval", "直近の値と区間"),
                Phrase.of("Observations", "観測数"),
                Phrase.of("Evidence, at most", "証拠の大きさ（最大）"),
                Phrase.of("Alarm at", "警報のしきい値"),
                Phrase.of("Alarm", "警報"));
        for (MetricStatus each : status.metrics()) {
            MetricStatus.Evidence evidence = each.evidence();
            table = table.with(
                    name(each),
                    Phrase.same(Words.number(each.baseline())),
                    Phrase.same(Words.number(each.recent().mean()) + " ["
                            + Words.number(each.recent().low()) + ", "
                            + Words.number(each.recent().high()) + "]"),
                    Phrase.same(each.observations()),
                    Phrase.same(Words.number(evidence.highest())),
                    Phrase.same(Words.number(evidence.alarmAt())),
                    Words.yes(each.isAlarm()));
        }
        MonitorStatus.Calls calls = status.calls();
        MonitorStatus.Troubles troubles = status.troubles();
        return Section.of(Principle.MONITORING, Phrase.of("State of the monitor", "モニターの状態"))
                .about(id)
                .with(Phrase.of(
                        "Calls watched: " + calls.observed() + "; given to a fallback: " + calls.diverted()
                                + "; refused: "
                                + calls.refused() + "; questions not measured: " + troubles.missedInputs()
                                + "; actions that failed: " + troubles.failedActions() + ".",
                        "監視した呼び出し" + calls.observed() + "件、代替モデルが回答" + calls.diverted() + "件、拒否" + calls.refused()
                                + "件、測定できなかった質問" + troubles.missedInputs() + "件、失敗した処理" + troubles.failedActions()
                                + "件。"))
                .with(table);
    }

    private static Phrase name(MetricStatus status) {
        String label = status.label().isEmpty() ? "" : " '" + status.label() + "'";
        Metric metric = status.metric();
        return Phrase.of(
                metric.key() + label,
                switch (metric) {
                            case ABSTENTION -> "棄権";
                            case GROUNDING -> "根拠の支持度";
                            case LATENCY -> "所要時間";
                            case COST -> "費用";
                            case FAILURES -> "エラー";
                            case LABELS -> "ラベル";
                            case INPUTS -> "質問の分布";
                        }
                        + label);
    }
}
