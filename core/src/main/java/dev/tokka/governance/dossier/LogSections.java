// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.governance.audit.Verification;
import dev.tokka.governance.inventory.Change;
import dev.tokka.governance.inventory.Development;
import dev.tokka.governance.inventory.ModelRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the audit log and the history of the records tell: principles 5 and 8. */
final class LogSections {

    private static final Phrase CALLS = Phrase.of("Calls", "呼び出し件数");

    private final Material material;

    LogSections(Material material) {
        this.material = material;
    }

    List<Section> calls(ModelRecord record) {
        Section section = Section.of(Principle.MONITORING, Phrase.of("Calls in the audit log", "監査ログに記録された呼び出し"))
                .about(record.id());
        List<Section> sections = new ArrayList<>();
        for (Map.Entry<Development, Calls> each : material.calls(record).entrySet()) {
            Development build = each.getKey();
            Phrase when = material.time(build.stamp().at());
            sections.add(section.with(Phrase.of(
                            "Of the build of " + when.english() + ", fingerprint " + build.fingerprint() + ".",
                            when.japanese() + "に開発されたもの（フィンガープリント " + build.fingerprint() + "）。"))
                    .with(table(each.getValue())));
        }
        return sections.isEmpty() ? List.of(section) : sections;
    }

    private static Table table(Calls calls) {
        Calls.Used used = calls.used();
        long total = calls.total();
        return BuildSections.facts()
                .with(CALLS, Phrase.same(total))
                .with(Phrase.of("Replies", "回答"), Phrase.same(Words.share(calls.of("reply"), total)))
                .with(Phrase.of("Abstentions", "棄権"), Phrase.same(Words.share(calls.of("abstention"), total)))
                .with(
                        Phrase.of("Refused by a policy", "ポリシーによる拒否"),
                        Phrase.same(Words.share(calls.of(Calls.REFUSED), total)))
                .with(Phrase.of("All outcomes", "すべての結果"), Words.counts(calls.outcomes(), String::valueOf))
                .with(
                        Phrase.of("Reasons of refusals and failures", "拒否・エラーの理由"),
                        Words.counts(calls.reasons(), String::valueOf))
                .with(Phrase.of("Who answered", "回答したモデル"), Words.counts(calls.answered(), String::valueOf))
                .with(
                        Phrase.of("Tokens read / written", "トークン数（入力／出力）"),
                        Phrase.same(used.inputTokens() + " / " + used.outputTokens()))
                .with(Phrase.of("Cost", "費用"), Words.counts(used.cost(), BigDecimal::toPlainString))
                .with(
                        Phrase.of("Time, mean / longest", "所要時間（平均／最長）"),
                        Phrase.same(Words.seconds(used.time().dividedBy(Math.max(1, total))) + " / "
                                + Words.seconds(used.longest())));
    }

    List<Section> strangers() {
        List<String> strangers = material.strangers();
        if (strangers.isEmpty()) {
            return List.of();
        }
        Table table = Table.of(Phrase.of("Fingerprint", "フィンガープリント"), CALLS);
        for (String model : strangers) {
            Phrase calls = Words.orNone(
                    material.audit().flatMap(summary -> summary.callsOf(model)).map(Calls::total));
            table = table.with(model.isEmpty() ? Words.NONE : Phrase.same(model), calls);
        }
        return List.of(Section.of(
                        Principle.MONITORING,
                        Phrase.of("Calls of models that this dossier is not about", "この資料の対象でないモデルの呼び出し"))
                .with(table));
    }

    List<Section> integrity() {
        Section section = Section.of(Principle.INTERNAL_AUDIT, Phrase.of("Integrity of the audit log", "監査ログの完全性"));
        if (material.audit().isEmpty()) {
            return List.of(section);
        }
        AuditSummary summary = material.audit().get();
        Verification seen = summary.proof().verification();
        Table table = BuildSections.facts()
                .with(Phrase.of("Log", "ログ"), Phrase.same(summary.origin()))
                .with(
                        Phrase.of("Result", "検証結果"),
                        seen.damage()
                                .map(damage -> Phrase.of("DAMAGED: " + damage, "改変あり：" + damage))
                                .orElse(Phrase.of("intact", "改変なし")))
                .with(Phrase.of("Records as they were written", "書き込まれたままの記録数"), Phrase.same(seen.records()))
                .with(Phrase.of("Root of the tree", "ハッシュ木のルート"), Phrase.same(seen.root()))
                .with(
                        Phrase.of("Checkpoints from elsewhere it was compared with", "照合した外部保管のチェックポイント数"),
                        Phrase.same(summary.proof().kept()))
                .with(
                        Phrase.of("Signatures of checkpoints were checked", "チェックポイントの署名を確認したか"),
                        Words.yes(summary.proof().signed()))
                .with(
                        Phrase.of("Period", "期間"),
                        summary.period()
                                .map(period -> Phrase.same(
                                        material.time(period.first()).english() + " – "
                                                + material.time(period.last()).english()))
                                .orElse(Words.NONE))
                .with(
                        Phrase.of("Records of other events", "呼び出し以外の記録"),
                        Words.counts(summary.events(), String::valueOf));
        return List.of(section.with(table));
    }

    Section history(ModelRecord record) {
        Table table = Table.of(
                Phrase.of("Version", "版"),
                Words.WHEN,
                Words.BY,
                Phrase.of("What was done", "内容"),
                Phrase.of("Stage after it", "変更後の状態"),
                Phrase.of("Note", "備考"));
        for (Change each : record.history()) {
            table = table.with(
                    Phrase.same(each.stamp().version()),
                    material.time(each.stamp().at()),
                    Phrase.same(each.stamp().by()),
                    Words.action(each.action()),
                    Words.stage(each.stage()),
                    each.note().isBlank() ? Phrase.same("–") : Phrase.same(each.note()));
        }
        return Section.of(Principle.INTERNAL_AUDIT, Phrase.of("History of changes", "変更履歴"))
                .about(record.id())
                .with(table);
    }
}
