// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.governance.inventory.Change;
import dev.tokka.governance.inventory.Development.Ingredient;
import dev.tokka.governance.inventory.Evidence;
import dev.tokka.governance.inventory.RiskTier;
import dev.tokka.governance.inventory.Stage;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Words that several parts of a dossier say, and how it writes numbers: alike in all languages. */
final class Words {

    static final Phrase NOTHING = Phrase.of("Nothing recorded.", "記録なし。");
    static final Phrase NONE = Phrase.of("not recorded", "記録なし");
    static final Phrase WHEN = Phrase.of("When", "日時");
    static final Phrase BY = Phrase.of("By", "実施者");
    static final Phrase MODEL = Phrase.of("Model", "モデル");
    static final Phrase YES = Phrase.of("yes", "はい");
    static final Phrase NO = Phrase.of("no", "いいえ");

    private Words() {}

    static Phrase stage(Stage stage) {
        return Phrase.of(
                stage.toString(),
                switch (stage) {
                    case DRAFT -> "ドラフト";
                    case DEVELOPED -> "開発済み";
                    case VALIDATED -> "検証済み";
                    case APPROVED -> "承認済み";
                    case IN_USE -> "使用中";
                    case SUSPENDED -> "停止";
                    case RETIRED -> "廃止";
                });
    }

    static Phrase tier(RiskTier tier) {
        return switch (tier) {
            case LOW -> Phrase.of("low", "低");
            case MEDIUM -> Phrase.of("medium", "中");
            case HIGH -> Phrase.of("high", "高");
        };
    }

    static Phrase action(Change.Action action) {
        return Phrase.of(
                action.toString(),
                switch (action) {
                    case REGISTERED -> "登録";
                    case REVISED -> "訂正";
                    case DEVELOPED -> "開発";
                    case VALIDATED -> "検証";
                    case APPROVED -> "承認";
                    case PUT_IN_USE -> "使用開始";
                    case SUSPENDED -> "停止";
                    case RESUMED -> "再開";
                    case RETIRED -> "廃止";
                });
    }

    static Phrase kind(Ingredient.Kind kind) {
        return switch (kind) {
            case BASE_MODEL -> Phrase.of("base model", "基盤モデル");
            case ADAPTER -> Phrase.of("adapter", "アダプター");
            case TRAINING_DATA -> Phrase.of("training data", "学習データ");
            case INDEX -> Phrase.of("index", "索引");
            case ENCODER -> Phrase.of("encoder", "エンコーダー");
            case PROMPT -> Phrase.of("prompt", "プロンプト");
        };
    }

    static Phrase yes(boolean value) {
        return value ? YES : NO;
    }

    static Phrase orNone(Optional<?> value) {
        return value.map(Phrase::same).orElse(NONE);
    }

    static Phrase orNone(String text) {
        return text.isBlank() ? NONE : Phrase.same(text);
    }

    /** Returns texts joined by semicolons, as commas may stand in each. */
    static Phrase listed(java.util.List<String> texts) {
        return texts.isEmpty() ? NONE : Phrase.of(String.join("; ", texts), String.join("；", texts));
    }

    static <V> Phrase counts(Map<String, V> counts, Function<V, String> write) {
        return counts.isEmpty()
                ? NONE
                : Phrase.same(counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + write.apply(entry.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    /** Returns a value as text: three decimals for what is below 10, as shares are, and fewer for what is larger. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size < 10 ? 3 : size < 100 ? 2 : size < 1000 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    static String number(Evidence.Measured measured) {
        return number(measured.value()) + " [" + number(measured.low()) + ", " + number(measured.high()) + "]";
    }

    static String level(double level) {
        return String.format(Locale.ROOT, "%s %%", Math.round(level * 1000) / 10.0)
                .replace(".0 %", " %");
    }

    static String share(long part, long all) {
        return part + " (" + String.format(Locale.ROOT, "%.1f %%", 100.0 * part / Math.max(1, all)) + ")";
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toMillis() / 1000.0);
    }
}
