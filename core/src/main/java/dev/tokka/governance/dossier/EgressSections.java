// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.DataClass;
import dev.tokka.governance.egress.EgressReport;
import dev.tokka.governance.inventory.Development;
import dev.tokka.governance.inventory.ModelRecord;
import java.util.Optional;

/** Where the recorded build of a model may send data: principle 7. */
final class EgressSections {

    private static final Phrase UNKNOWN = Phrase.of("unknown", "不明");

    private EgressSections() {}

    static Section destinations(ModelRecord record) {
        Section section = Section.of(
                        Principle.EXTERNAL_RESOURCES,
                        Phrase.of("Where data may be sent, and which data", "データの送信先と、送信されうるデータ"))
                .about(record.id());
        Optional<Development> build = record.development();
        if (build.isEmpty()) {
            return section;
        }
        EgressReport report;
        try {
            report = EgressReport.of(build.get().recipe().description());
        } catch (IllegalArgumentException e) {
            // Parts of others write what they like into their descriptions, also an endpoint that is no address.
            return section.with(Phrase.of(
                    "Unknown: what the record says of endpoints, rules or classes cannot be read.",
                    "不明。記録にある送信先、規則、機密区分のいずれかを読み取れない。"));
        }
        return told(report, section);
    }

    private static Section told(EgressReport report, Section section) {
        Section noted = section.with(verdict(report)).with(sources(report.sources()));
        return report.reached().isEmpty() && report.unknown().isEmpty() ? noted : noted.with(table(report));
    }

    private static Phrase verdict(EgressReport report) {
        if (!report.unknown().isEmpty()) {
            return Phrase.of(
                    "Parts that are unknown say neither where they send nor that they send nothing; what leaves by them"
                            + " cannot be told here, and a policy around them refuses the model.",
                    "「不明」の部分は、送信先も、何も送らないことも示していない。そこから何が外部に出るかは、ここではわからない。ポリシーがあれば、そのモデルは拒否される。");
        }
        if (report.reached().isEmpty()) {
            return Phrase.of("By its description nothing leaves the process.", "構成の記録によれば、プロセスの外には何も送信されない。");
        }
        return report.isComplete()
                ? Phrase.of("All that is sent is sent under a policy.", "送信はすべてポリシーの下で行われる。")
                : Phrase.of("Not all that is sent is sent under a policy.", "ポリシーの下で行われない送信がある。");
    }

    private static Phrase sources(Optional<DataClass> highest) {
        return highest.map(most -> Phrase.of(
                        "The highest class that a source of passages or examples declares: " + most + ".",
                        "検索対象の文書や例に指定された最も高い機密区分：" + most + "。"))
                .orElse(Phrase.of("No source of passages or examples declares a class.", "検索対象の文書や例に、機密区分の指定はない。"));
    }

    private static Table table(EgressReport report) {
        Table table = Table.of(
                Phrase.of("Endpoint", "送信先"),
                Phrase.of("Region", "リージョン"),
                Phrase.of("Part that sends", "送信する部分"),
                Phrase.of("Highest class that can reach it", "届きうる最も高い機密区分"),
                Phrase.of("De-identified before it is sent", "送信前に匿名化するか"),
                Phrase.of("Under a policy", "ポリシーの下にあるか"));
        for (EgressReport.Reached each : report.reached()) {
            table = table.with(
                    Phrase.same(each.endpoint().address()),
                    each.endpoint().region().map(Phrase::same).orElse(Phrase.of("not declared", "指定なし")),
                    Phrase.same(each.part()),
                    each.highest().map(Phrase::same).orElse(Phrase.of("nothing", "なし（送信不可）")),
                    Words.yes(each.deidentified()),
                    Words.yes(each.guarded()));
        }
        for (String part : report.unknown()) {
            table = table.with(UNKNOWN, UNKNOWN, Phrase.same(part), UNKNOWN, UNKNOWN, UNKNOWN);
        }
        return table;
    }
}
