// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.governance.inventory.Approval;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Evidence;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.Validation;
import java.util.List;
import java.util.Optional;

/** What others found of a model, what it was allowed for, and what comes from outside: principles 4, 6 and 7. */
final class ExaminationSections {

    private static final Phrase CURRENT = Phrase.of("Of the last build", "最後の開発に対するものか");

    private final Material material;

    ExaminationSections(Material material) {
        this.material = material;
    }

    Section approvals(ModelRecord record) {
        Table table = Table.of(
                Phrase.of("Purpose", "用途"),
                Phrase.of("Conditions", "条件"),
                Phrase.of("Expires", "承認の期限"),
                Phrase.of("Revalidation", "再検証の期限"),
                Phrase.of("Approved by", "承認者"),
                Phrase.of("Approvers needed", "必要な承認者数"),
                Phrase.of("Holds today", "本日有効か"));
        for (Approval each : record.approvals()) {
            Approval.Terms terms = each.terms();
            table = table.with(
                    Phrase.same(terms.purpose()),
                    terms.conditions().isEmpty() ? Phrase.of("none", "なし") : Words.listed(terms.conditions()),
                    Phrase.same(terms.expires()),
                    Phrase.same(terms.revalidation()),
                    Phrase.same(each.stamp().by() + ", "
                            + material.time(each.stamp().at()).english()),
                    Phrase.same(each.approvers()),
                    holds(record, each));
        }
        return Section.of(Principle.APPROVAL, Phrase.of("Approvals", "承認"))
                .about(record.id())
                .with(table);
    }

    private Phrase holds(ModelRecord record, Approval approval) {
        if (!record.currentApprovals().contains(approval)) {
            return Phrase.of("no, built anew since", "いいえ（その後に再開発）");
        }
        if (!approval.terms().holdOn(material.scope().today())) {
            return Phrase.of("no, ended", "いいえ（期限切れ）");
        }
        return record.isApproved(approval.terms().purpose(), material.scope().today())
                ? Words.YES
                : Phrase.of("no, another approver is needed", "いいえ（承認者が不足）");
    }

    Section validations(ModelRecord record) {
        Table table = Table.of(
                Words.WHEN,
                Phrase.of("Validator", "検証者"),
                Phrase.of("Experiments", "評価実験"),
                Phrase.of("Limits found", "確認された限界"),
                CURRENT);
        for (Validation each : record.validations()) {
            table = table.with(
                    material.time(each.stamp().at()),
                    Phrase.same(each.stamp().by()),
                    Phrase.same(each.findings().evidence().size()),
                    Phrase.same(each.findings().limits().size()),
                    Words.yes(isCurrent(record, each)));
        }
        return Section.of(Principle.VALIDATION, Phrase.of("Validations", "検証"))
                .about(record.id())
                .with(table);
    }

    private static boolean isCurrent(ModelRecord record, Validation validation) {
        long built = record.development().map(last -> last.stamp().version()).orElse(0L);
        return validation.stamp().version() > built;
    }

    Section evidence(ModelRecord record) {
        Table table = Table.of(
                Phrase.of("Experiment", "評価実験"),
                Phrase.of("Metric", "指標"),
                Phrase.of("Value and interval", "測定値と信頼区間"),
                Phrase.of("Confidence", "信頼水準"),
                Phrase.of("Cases", "問題数"),
                Phrase.of("Baseline", "ベースライン"),
                CURRENT);
        for (Validation validation : record.validations()) {
            for (Evidence each : validation.findings().evidence()) {
                Optional<Evidence.Baseline> baseline = each.baseline();
                table = table.with(
                        Phrase.same(each.experiment()),
                        Phrase.same(each.metric()),
                        Phrase.same(Words.number(each.measured())),
                        Phrase.same(Words.level(each.measured().level())),
                        Phrase.same(each.cases()),
                        Words.orNone(baseline.map(base -> base.name() + " " + Words.number(base.measured()))),
                        Words.yes(isCurrent(record, validation)
                                && record.fingerprint()
                                        .filter(each.fingerprint()::equals)
                                        .isPresent()));
            }
        }
        return Section.of(Principle.VALIDATION, Phrase.of("Evidence", "検証の証拠"))
                .about(record.id())
                .with(table);
    }

    Section limits(ModelRecord record) {
        Table table = Table.of(
                Phrase.of("Where the model must not be used, or what it gets wrong", "使用してはならない範囲、誤りやすい点"), CURRENT);
        for (Validation validation : record.validations()) {
            for (String limit : validation.findings().limits()) {
                table = table.with(Phrase.same(limit), Words.yes(isCurrent(record, validation)));
            }
        }
        return Section.of(Principle.VALIDATION, Phrase.of("Limits", "モデルの限界"))
                .about(record.id())
                .with(table);
    }

    List<Section> attachments() {
        if (material.attachments().isEmpty()) {
            return List.of();
        }
        Table table = Table.of(Phrase.of("File", "ファイル"), Phrase.of("Bytes", "バイト数"), Phrase.same("SHA-256"));
        for (Attachment each : material.attachments()) {
            table = table.with(Phrase.same(each.name()), Phrase.same(each.bytes()), Phrase.same(each.sha256()));
        }
        return List.of(Section.of(Principle.VALIDATION, Phrase.of("Files that belong to it", "関連ファイル"))
                .with(table));
    }

    Section vendor(ModelRecord record) {
        Section section = Section.of(Principle.EXTERNAL_RESOURCES, Phrase.of("Vendor", "ベンダー"))
                .about(record.id());
        Optional<Registration.Vendor> vendor = record.registration().vendor();
        if (vendor.isEmpty()) {
            return section;
        }
        return section.with(BuildSections.facts()
                .with(Phrase.of("Vendor", "ベンダー"), Phrase.same(vendor.get().name()))
                .with(Phrase.of("Product", "製品"), Phrase.same(vendor.get().product()))
                .with(
                        Phrase.of("No longer offered from", "提供終了日"),
                        Words.orNone(vendor.get().retirement())));
    }

    Section fromOutside(ModelRecord record) {
        Table table = Table.of(Phrase.of("Kind", "種類"), Phrase.of("Name", "名称"), Phrase.of("Licence", "ライセンス"));
        for (Ingredient each : BuildSections.ingredientsOf(record)) {
            if (each.kind() != Ingredient.Kind.PROMPT) {
                table = table.with(Words.kind(each.kind()), Phrase.same(each.name()), Words.orNone(each.licence()));
            }
        }
        return Section.of(
                        Principle.EXTERNAL_RESOURCES,
                        Phrase.of("Models and data, with the licence each is used under", "利用しているモデルとデータ、そのライセンス"))
                .about(record.id())
                .with(table);
    }
}
