// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.Description;
import dev.tokka.governance.inventory.Approval;
import dev.tokka.governance.inventory.Development;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.ModelRecord;
import dev.tokka.governance.inventory.Registration;
import dev.tokka.governance.inventory.Stamp;
import dev.tokka.governance.inventory.Validation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who answers for a model, which it is, and what it is made of: principles 1 to 3. */
final class BuildSections {

    private static final int MOST_CHARACTERS = 300;

    private final Material material;

    BuildSections(Material material) {
        this.material = material;
    }

    Section roles(ModelRecord record) {
        Table table = Table.of(Phrase.of("Role", "役割"), Phrase.of("Who", "担当"))
                .with(
                        Phrase.of("answers for it", "所管"),
                        Phrase.same(record.registration().owner()))
                .with(Phrase.of("developed it", "開発者"), people(record.developments(), Development::stamp))
                .with(Phrase.of("validated it", "検証者"), people(record.validations(), Validation::stamp))
                .with(Phrase.of("approved it", "承認者"), people(record.approvals(), Approval::stamp));
        return Section.of(Principle.GOVERNANCE, Phrase.of("Roles and separation of duties", "役割と職務分離"))
                .about(record.id())
                .with(Phrase.of(
                        "The inventory refuses a record in which a build was validated or approved by somebody who"
                                + " developed the model, or approved by somebody who validated it.",
                        "台帳は、開発に携わった人が検証や承認をした記録、検証者が承認した記録を受け付けない。"))
                .with(table);
    }

    private static <T> Phrase people(List<T> all, Function<T, Stamp> stamp) {
        return Words.listed(all.stream()
                .map(each -> stamp.apply(each).by())
                .distinct()
                .sorted()
                .toList());
    }

    Section inventory() {
        Table table = Table.of(
                Words.MODEL,
                Phrase.of("Owner", "所管"),
                Phrase.of("Risk rating", "リスク格付"),
                Phrase.of("Stage", "状態"),
                Phrase.of("Record version", "記録の版"),
                Phrase.of("Last change", "最終変更"));
        for (ModelRecord record : material.records()) {
            Stamp last = record.history().get(record.history().size() - 1).stamp();
            table = table.with(
                    Phrase.same(record.id()),
                    Phrase.same(record.registration().owner()),
                    Words.tier(record.registration().tier()),
                    Words.stage(record.stage()),
                    Phrase.same(record.version()),
                    material.time(last.at()));
        }
        return Section.of(Principle.IDENTIFICATION, Phrase.of("Inventory", "台帳"))
                .with(table);
    }

    Section identity(ModelRecord record) {
        Registration registration = record.registration();
        Stamp first = record.history().get(0).stamp();
        Table table = facts().with(Phrase.of("Purpose", "目的"), Phrase.same(registration.purpose()))
                .with(Phrase.of("Risk rating", "リスク格付"), Words.tier(registration.tier()))
                .with(Phrase.of("Stage", "状態"), Words.stage(record.stage()))
                .with(
                        Phrase.of("Purposes that are approved today", "本日時点で承認されている用途"),
                        Words.listed(record.purposes(material.scope().today())))
                .with(Phrase.of("Fingerprint", "フィンガープリント"), Words.orNone(record.fingerprint()))
                .with(Phrase.of("Registered", "登録日時"), material.time(first.at()))
                .with(Phrase.of("Registered by", "登録者"), Phrase.same(first.by()));
        return Section.of(Principle.IDENTIFICATION, Phrase.of("Identification", "モデルの特定"))
                .about(record.id())
                .with(table);
    }

    static Table facts() {
        return Table.of(Phrase.of("Fact", "項目"), Phrase.of("Recorded", "記録"));
    }

    Section builds(ModelRecord record) {
        Table table = Table.of(
                Words.WHEN,
                Words.BY,
                Phrase.of("Fingerprint", "フィンガープリント"),
                Phrase.of("Seed", "シード"),
                Phrase.of("Notes", "備考"));
        for (Development build : record.developments()) {
            Development.Recipe recipe = build.recipe();
            Phrase seed = recipe.seed().isPresent() ? Phrase.same(recipe.seed().getAsLong()) : Words.NONE;
            table = table.with(
                    material.time(build.stamp().at()),
                    Phrase.same(build.stamp().by()),
                    Phrase.same(build.fingerprint()),
                    seed,
                    Words.orNone(recipe.notes()));
        }
        return Section.of(Principle.DEVELOPMENT, Phrase.of("Builds, the last one counts", "開発の履歴（最後のものが有効）"))
                .about(record.id())
                .with(table);
    }

    Section ingredients(ModelRecord record) {
        Table table = Table.of(
                Phrase.of("Kind", "種類"),
                Phrase.of("Name", "名称"),
                Phrase.of("Digest", "ダイジェスト"),
                Phrase.of("Licence", "ライセンス"));
        for (Ingredient each : ingredientsOf(record)) {
            table = table.with(
                    Words.kind(each.kind()),
                    Phrase.same(each.name()),
                    Words.orNone(each.digest()),
                    Words.orNone(each.licence()));
        }
        return Section.of(Principle.DEVELOPMENT, Phrase.of("What went into it", "構成要素"))
                .about(record.id())
                .with(table);
    }

    static List<Ingredient> ingredientsOf(ModelRecord record) {
        return record.development().map(build -> build.recipe().ingredients()).orElse(List.of());
    }

    Section parts(ModelRecord record) {
        Table table = Table.of(Phrase.of("Part", "部分"), Phrase.of("Setting", "設定"), Phrase.of("Value", "値"));
        if (record.development().isPresent()) {
            table = tree(record.development().get().recipe().description(), 0, table);
        }
        return Section.of(Principle.DEVELOPMENT, Phrase.of("What can change its answers", "回答に影響するすべての設定"))
                .about(record.id())
                .with(table);
    }

    /** Adds a part and what it is built on, one step further to the right. */
    private static Table tree(Description part, int depth, Table before) {
        String name = "· ".repeat(depth) + part.kind() + (part.name().isEmpty() ? "" : " " + part.name());
        Table table = before;
        if (part.properties().isEmpty()) {
            table = table.with(Phrase.same(name), Phrase.same("–"), Phrase.same("–"));
        }
        for (Map.Entry<String, String> setting : part.properties().entrySet()) {
            table = table.with(Phrase.same(name), Phrase.same(setting.getKey()), shortened(setting.getValue()));
        }
        for (Description each : part.parts()) {
            table = tree(each, depth + 1, table);
        }
        return table;
    }

    private static Phrase shortened(String text) {
        int length = text.codePointCount(0, text.length());
        if (length <= MOST_CHARACTERS) {
            return Phrase.same(text);
        }
        String start = text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS));
        return Phrase.of(
                start + "… (" + length + " characters, all in the JSON)", start + "…（全" + length + "字、全文はJSONにある）");
    }
}
