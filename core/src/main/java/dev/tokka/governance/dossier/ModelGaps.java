// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.governance.inventory.Approval;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Evidence;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.EvidencePolicy.Demand;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.Stage;
import dev.tokka.governance.inventory.Validation.Findings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Looks for what is missing, due or wrong of one model. */
final class ModelGaps {

    private final Material material;
    private final ModelRecord record;
    private final Demand demand;
    private final LocalDate today;
    private final List<Gap> gaps = new ArrayList<>();

    ModelGaps(Material material, ModelRecord record, EvidencePolicy policy) {
        this.material = material;
        this.record = record;
        this.demand = policy.demand(record.registration().tier());
        this.today = material.scope().today();
    }

    List<Gap> find() {
        if (record.development().isEmpty()) {
            missing(Principle.DEVELOPMENT, Phrase.of("No build is recorded.", "開発が記録されていない。"));
        } else {
            ingredients();
            record.validation()
                    .ifPresentOrElse(
                            last -> findings(last.findings()),
                            () -> missing(
                                    Principle.VALIDATION,
                                    Phrase.of("The last build was not validated.", "最後に開発されたモデルが検証されていない。")));
            approval();
        }
        monitoring();
        record.registration()
                .vendor()
                .flatMap(Registration.Vendor::retirement)
                .ifPresent(day -> ends(
                        Principle.EXTERNAL_RESOURCES,
                        Phrase.of("The vendor no longer offers the product.", "ベンダーが製品の提供を終了する。"),
                        day));
        return gaps;
    }

    private void ingredients() {
        List<Ingredient> ingredients = BuildSections.ingredientsOf(record);
        if (ingredients.isEmpty() && demand.provenance()) {
            missing(Principle.DEVELOPMENT, Phrase.of("What went into it is not recorded.", "構成要素が記録されていない。"));
        }
        for (Ingredient each : ingredients) {
            if (each.digest().isEmpty()) {
                missing(
                        Principle.DEVELOPMENT,
                        Phrase.of(
                                "The digest of '" + each.name() + "' is not recorded.",
                                "「" + each.name() + "」のダイジェストが記録されていない。"));
            }
            if (each.licence().isEmpty()) {
                missing(
                        Principle.DEVELOPMENT,
                        Phrase.of(
                                "The licence of '" + each.name() + "' is not recorded.",
                                "「" + each.name() + "」のライセンスが記録されていない。"));
            }
        }
    }

    private void findings(Findings findings) {
        long enough = findings.evidence().stream()
                .filter(each -> each.cases() >= demand.cases())
                .filter(each -> each.baseline().isPresent() || !demand.baseline())
                .filter(each ->
                        record.fingerprint().filter(each.fingerprint()::equals).isPresent())
                .map(Evidence::experiment)
                .distinct()
                .count();
        if (enough < demand.experiments()) {
            missing(
                    Principle.VALIDATION,
                    Phrase.of(
                            "Evidence of " + demand.experiments() + " experiments on at least " + demand.cases()
                                    + " cases"
                                    + (demand.baseline() ? " against a baseline" : "")
                                    + " is demanded but there is that of "
                                    + enough + ".",
                            demand.cases() + "問以上" + (demand.baseline() ? "でベースラインと比較した" : "の") + "評価実験が"
                                    + demand.experiments() + "件必要だが、" + enough + "件しかない。"));
        }
        if (findings.limits().isEmpty()) {
            missing(Principle.VALIDATION, Phrase.of("No limit of the model is recorded.", "モデルの限界が記録されていない。"));
        }
    }

    private void approval() {
        if (record.purposes(today).isEmpty()) {
            if (record.stage() == Stage.IN_USE) {
                add(
                        Gap.Kind.OPEN,
                        Principle.APPROVAL,
                        Phrase.of("It is in use but no approval holds today.", "使用中だが、本日有効な承認がない。"));
            } else {
                missing(Principle.APPROVAL, Phrase.of("No approval holds today.", "本日有効な承認がない。"));
            }
        }
        record.currentApprovals().stream().map(Approval::terms).distinct().forEach(this::terms);
    }

    /** Tells the ends of an approval, unless there is one for the same purpose that ends later. */
    private void terms(Approval.Terms terms) {
        String purpose = terms.purpose();
        boolean renewed = record.currentApprovals().stream()
                .map(Approval::terms)
                .anyMatch(other -> other.purpose().equals(purpose) && end(other).isAfter(end(terms)));
        if (!renewed) {
            ends(
                    Principle.APPROVAL,
                    Phrase.of("The approval for '" + purpose + "' ends.", "「" + purpose + "」の承認が終了する。"),
                    terms.expires());
            ends(
                    Principle.VALIDATION,
                    Phrase.of("Revalidation for '" + purpose + "' is due.", "「" + purpose + "」の再検証の期限が来る。"),
                    terms.revalidation());
        }
    }

    private static LocalDate end(Approval.Terms terms) {
        return terms.expires().isBefore(terms.revalidation()) ? terms.expires() : terms.revalidation();
    }

    private void monitoring() {
        if (record.stage() == Stage.SUSPENDED) {
            String note = record.history().get(record.history().size() - 1).note();
            add(Gap.Kind.OPEN, Principle.MONITORING, Phrase.of("It is suspended: " + note, "停止中：" + note));
        }
        if (record.stage() != Stage.IN_USE && record.stage() != Stage.SUSPENDED) {
            return;
        }
        boolean monitored = material.extra().stream()
                .filter(section -> section.principle() == Principle.MONITORING && !section.isEmpty())
                .anyMatch(section -> section.model().map(record.id()::equals).orElse(true));
        if (!monitored) {
            missing(Principle.MONITORING, Phrase.of("No state of a monitor was given.", "モニタリングの状況が示されていない。"));
        }
        if (material.audit().isPresent() && material.calls(record).isEmpty()) {
            missing(Principle.MONITORING, Phrase.of("The audit log has no call of it.", "監査ログに呼び出しの記録がない。"));
        }
    }

    /** Tells of a day that has passed, or is near. */
    private void ends(Principle principle, Phrase text, LocalDate day) {
        if (!day.isAfter(today.plusDays(material.scope().days()))) {
            Gap.Kind kind = day.isAfter(today) ? Gap.Kind.DUE : Gap.Kind.OPEN;
            gaps.add(Gap.of(kind, principle, text).about(record.id()).on(day));
        }
    }

    private void missing(Principle principle, Phrase text) {
        add(Gap.Kind.MISSING, principle, text);
    }

    private void add(Gap.Kind kind, Principle principle, Phrase text) {
        gaps.add(Gap.of(kind, principle, text).about(record.id()));
    }
}
