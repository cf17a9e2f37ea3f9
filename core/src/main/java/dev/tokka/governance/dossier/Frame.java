// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import java.util.Optional;

/** What the pages of a dossier say around its sections. */
final class Frame {

    static final Phrase GAPS = Phrase.of("Open points", "対応が必要な事項");
    static final Phrase NO_GAPS = Phrase.of(
            "Nothing of what these records can show is missing, due or wrong.", "この記録から分かる範囲では、未記録・期限間近・要対応の事項はない。");
    static final Phrase CONTENTS = Phrase.of("Principles", "原則");

    private static final Phrase CAVEAT = Phrase.of(
            "Records from an inventory of models and an audit log, in the order of the Principles for Model Risk Management of"
                    + " Japan's Financial Services Agency (12 November 2021). They are for people who judge: nothing here says"
                    + " that a rule is complied with.",
            "モデルの台帳と監査ログの記録を、金融庁「モデル・リスク管理に関する原則」（2021年11月12日）の順に" + "まとめたもの。判断のための記録であり、規則への適合を示すものではない。");

    private final Dossier dossier;

    Frame(Dossier dossier) {
        this.dossier = dossier;
    }

    Phrase caveat() {
        return CAVEAT;
    }

    /** Returns one line that says when this was made and what counts as due. */
    Phrase facts() {
        Dossier.Scope scope = dossier.scope();
        Material material =
                new Material(scope, dossier.records(), dossier.audit(), dossier.attachments(), java.util.List.of());
        String made = material.time(scope.made()).english();
        int models = dossier.records().size();
        return Phrase.of(
                "Made " + made + " (" + scope.zone() + ") · models: " + models + " · due: within " + scope.days()
                        + " days",
                "作成 " + made + "（" + scope.zone() + "）・モデル数 " + models + "・期限間近とするのは" + scope.days() + "日以内");
    }

    static Phrase title(Principle principle) {
        return Phrase.of(
                principle.number() + ". " + principle.title().english(),
                "原則" + principle.number() + "　" + principle.title().japanese());
    }

    static Phrase outside(Principle principle) {
        return Phrase.of(
                "Not in these records: " + principle.outside().english() + ".",
                "この記録に含まれないもの：" + principle.outside().japanese() + "。");
    }

    /** Returns the title of a section, with its model where the dossier is about several. */
    Phrase title(Section section) {
        Optional<String> model = section.model().filter(id -> dossier.records().size() > 1);
        return model.map(id -> Phrase.of(
                        id + ": " + section.title().english(),
                        id + "：" + section.title().japanese()))
                .orElse(section.title());
    }

    Table gaps() {
        Table table = Table.of(
                Phrase.of("Kind", "区分"),
                Phrase.of("What", "内容"),
                Words.MODEL,
                Phrase.of("Principle", "原則"),
                Phrase.of("Day", "期日"));
        for (Gap gap : dossier.gaps()) {
            table = table.with(
                    gap.kind().title(),
                    gap.text(),
                    Phrase.same(gap.model().orElse("–")),
                    title(gap.principle()),
                    Phrase.same(gap.day().map(String::valueOf).orElse("–")));
        }
        return table;
    }
}
