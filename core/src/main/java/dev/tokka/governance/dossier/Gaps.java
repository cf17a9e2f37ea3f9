// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Stage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks for what is missing, due or wrong. Models that were retired need nothing more. */
final class Gaps {

    private final Material material;
    private final EvidencePolicy policy;

    Gaps(Material material, EvidencePolicy policy) {
        this.material = material;
        this.policy = policy;
    }

    /** Returns all gaps: by kind, then by day, then in the order of models and principles. */
    List<Gap> find() {
        List<Gap> gaps = new ArrayList<>();
        if (material.records().isEmpty()) {
            gaps.add(Gap.of(
                    Gap.Kind.MISSING, Principle.IDENTIFICATION, Phrase.of("No model is registered.", "登録されたモデルがない。")));
        }
        for (ModelRecord record : material.records()) {
            if (record.stage() != Stage.RETIRED) {
                gaps.addAll(new ModelGaps(material, record, policy).find());
            }
        }
        gaps.addAll(ofLog());
        Comparator<Gap> pressing = Comparator.comparing(Gap::kind)
                .thenComparing(gap -> gap.day().orElse(LocalDate.MAX))
                .thenComparing(gap -> gap.model().orElse(""))
                .thenComparing(Gap::principle);
        return gaps.stream().sorted(pressing).toList();
    }

    private List<Gap> ofLog() {
        Optional<AuditSummary> audit = material.audit();
        if (audit.isEmpty()) {
            return List.of(Gap.of(
                    Gap.Kind.MISSING, Principle.INTERNAL_AUDIT, Phrase.of("No audit log was given.", "監査ログが示されていない。")));
        }
        List<Gap> gaps = new ArrayList<>();
        AuditSummary.Proof proof = audit.get().proof();
        proof.verification()
                .damage()
                .ifPresent(damage -> gaps.add(Gap.of(
                        Gap.Kind.OPEN,
                        Principle.INTERNAL_AUDIT,
                        Phrase.of("The audit log is not as it was written: " + damage, "監査ログが改変されている：" + damage))));
        if (proof.kept() == 0) {
            gaps.add(Gap.of(
                    Gap.Kind.MISSING,
                    Principle.INTERNAL_AUDIT,
                    Phrase.of(
                            "No checkpoint from elsewhere: records that are missing at the end would not show.",
                            "外部に保管したチェックポイントがないため、末尾の記録の欠落は検出できない。")));
        }
        if (material.scope().whole() && !material.strangers().isEmpty()) {
            gaps.add(Gap.of(
                    Gap.Kind.OPEN,
                    Principle.IDENTIFICATION,
                    Phrase.of(
                            "The audit log has calls of models that are not in the inventory.",
                            "台帳にないモデルの呼び出しが監査ログにある。")));
        }
        return gaps;
    }
}
