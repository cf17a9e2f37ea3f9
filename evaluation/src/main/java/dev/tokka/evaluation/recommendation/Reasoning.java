// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.recommendation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Writes a recommendation in words. Nothing is said that the data do not say. */
final class Reasoning {

    private final Recommendation recommendation;
    private final boolean japanese;
    private final StringBuilder out = new StringBuilder();

    Reasoning(Recommendation recommendation, boolean japanese) {
        this.recommendation = recommendation;
        this.japanese = japanese;
    }

    String write() {
        out.append("# ").append(say(Phrase.TITLE)).append("\n\n");
        recommendation
                .choice()
                .ifPresentOrElse(
                        choice -> line(say(Phrase.USE, name(choice.chosen()))), () -> line(say(Phrase.USE_NONE)));
        why();
        recommendation.choice().ifPresent(this::howSure);
        constraints();
        options();
        excluded();
        return out.toString();
    }

    private void why() {
        heading(Phrase.WHY);
        int admissible = recommendation.admissible().size();
        item(say(
                Phrase.ADMISSIBLE,
                admissible,
                admissible + recommendation.excluded().size()));
        recommendation.choice().ifPresent(this::why);
        if (admissible == 0) {
            item(say(Phrase.NEAREST, name(recommendation.excluded().get(0).option())));
        }
        out.append('\n');
    }

    private void why(Choice choice) {
        Quality quality = choice.best().quality();
        if (recommendation.admissible().size() == 1) {
            item(say(Phrase.ONLY));
        }
        item(say(
                Phrase.BEST,
                name(choice.best()),
                escaped(quality.metric()),
                Shown.number(quality.value()),
                Shown.interval(quality.low(), quality.high()),
                quality.cases()));
        recommendation.admissible().stream()
                .filter(option -> !option.equals(choice.best()))
                .forEach(option -> item(comparison(choice, option)));
        if (choice.tied().size() > 1) {
            item(say(Phrase.CHEAPEST, name(choice.chosen())));
            String unknown = choice.tied().stream()
                    .filter(option -> option.operations().moneyPerThousand().isEmpty())
                    .map(Reasoning::name)
                    .collect(Collectors.joining(", "));
            if (!unknown.isEmpty()) {
                item(say(Phrase.COST_UNKNOWN, unknown));
            }
        } else if (recommendation.admissible().size() > 1) {
            item(say(Phrase.DISTINCT));
        }
        Quality chosen = choice.chosen().quality();
        if (recommendation.constraints().qualityInDoubt(chosen)) {
            item(say(Phrase.QUALITY_IN_DOUBT, Shown.interval(chosen.low(), chosen.high())));
        }
    }

    private String comparison(Choice choice, StrategyProfile option) {
        String best = choice.best().name();
        Optional<PairedDifference> found = recommendation.comparisons().between(option.name(), best);
        if (found.isEmpty()) {
            return say(Phrase.NOT_COMPARED, name(option), name(choice.best()));
        }
        PairedDifference pair = found.get();
        boolean turned = pair.first().equals(best);
        String difference = Shown.number(turned ? -pair.difference() : pair.difference());
        String interval = turned ? Shown.interval(-pair.high(), -pair.low()) : Shown.interval(pair.low(), pair.high());
        String p = Shown.p(pair.p());
        String alpha = Shown.number(recommendation.comparisons().alpha());
        Phrase phrase = choice.tied().contains(option) ? Phrase.NOT_DISTINCT : Phrase.WORSE;
        return say(phrase, name(option), name(choice.best()), difference, interval, p, alpha);
    }

    /** What is not distinguishable deserves a word on how hard it was looked. */
    private void howSure(Choice choice) {
        if (choice.tied().size() < 2) {
            return;
        }
        heading(Phrase.HOW_SURE);
        boolean compared = choice.tied().stream()
                .anyMatch(option -> recommendation
                        .comparisons()
                        .between(option.name(), choice.best().name())
                        .isPresent());
        if (compared) {
            item(say(Phrase.FEW_CASES, choice.best().quality().cases()));
        }
        recommendation
                .comparisons()
                .minimumDetectableEffect()
                .ifPresentOrElse(
                        effect -> item(say(Phrase.DETECTABLE, Shown.number(effect))),
                        () -> item(say(Phrase.DETECTABLE_UNKNOWN)));
        out.append('\n');
    }

    private void constraints() {
        heading(Phrase.CONSTRAINTS);
        Map<Limit, String> required = recommendation.constraints().required();
        if (required.isEmpty()) {
            line(say(Phrase.NO_CONSTRAINTS));
            return;
        }
        required.forEach((limit, value) -> item(say(Phrase.of(limit)) + ": " + escaped(value)));
        out.append('\n');
    }

    private void options() {
        heading(Phrase.OPTIONS);
        List<String> header = List.of(
                say(Phrase.STRATEGY),
                escaped(recommendation.options().get(0).quality().metric()),
                say(Phrase.INTERVAL),
                say(Phrase.LATENCY_P50),
                say(Phrase.LATENCY_P95),
                say(Phrase.MONEY),
                say(Phrase.MEMORY),
                say(Phrase.GPU_MEMORY),
                say(Phrase.STATUS));
        row(header);
        row(Collections.nCopies(header.size(), "---"));
        recommendation.options().forEach(option -> row(cells(option)));
        out.append('\n');
    }

    private List<String> cells(StrategyProfile option) {
        Quality quality = option.quality();
        Operations operations = option.operations();
        List<String> cells = new ArrayList<>();
        cells.add(name(option));
        cells.add(Shown.number(quality.value()));
        cells.add(Shown.interval(quality.low(), quality.high()));
        cells.add(known(operations.p50().map(Shown::duration)));
        cells.add(known(operations.p95().map(Shown::duration)));
        cells.add(known(operations.moneyPerThousand().map(Shown::money)));
        cells.add(bytes(operations.memoryBytes()));
        cells.add(bytes(operations.gpuMemoryBytes()));
        cells.add(status(option));
        return cells;
    }

    private String status(StrategyProfile option) {
        if (!recommendation.admissible().contains(option)) {
            return say(Phrase.OUT);
        }
        List<String> words = new ArrayList<>();
        if (recommendation.chosen().filter(option::equals).isPresent()) {
            words.add("**" + say(Phrase.CHOSEN) + "**");
        }
        if (recommendation
                .choice()
                .filter(choice -> choice.tied().size() > 1 && choice.tied().contains(option))
                .isPresent()) {
            words.add(say(Phrase.TIED));
        }
        words.add(say(recommendation.front().contains(option) ? Phrase.FRONT : Phrase.DOMINATED));
        return String.join(japanese ? "、" : ", ", words);
    }

    private void excluded() {
        if (recommendation.excluded().isEmpty()) {
            return;
        }
        heading(Phrase.EXCLUDED);
        for (Excluded excluded : recommendation.excluded()) {
            item("**" + name(excluded.option()) + "**");
            for (Miss miss : excluded.misses()) {
                String limit = say(Phrase.of(miss.limit()));
                String required = escaped(miss.required());
                out.append("  ");
                item(miss.seen()
                        .map(seen -> say(Phrase.MISSED, limit, required, escaped(seen)))
                        .orElseGet(() -> say(Phrase.MISSED_UNKNOWN, limit, required)));
            }
        }
    }

    private String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? Shown.bytes(bytes.getAsLong()) : say(Phrase.UNKNOWN);
    }

    private String known(Optional<String> value) {
        return value.orElseGet(() -> say(Phrase.UNKNOWN));
    }

    private String say(Phrase phrase, Object... arguments) {
        return phrase.in(japanese, arguments);
    }

    private void heading(Phrase phrase) {
        out.append("## ").append(say(phrase)).append("\n\n");
    }

    private void line(String text) {
        out.append(text).append("\n\n");
    }

    private void item(String text) {
        out.append("- ").append(text).append('\n');
    }

    private void row(List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String name(StrategyProfile option) {
        return escaped(option.name());
    }

    /** Names come from users: none may end a table, begin a link or become HTML. */
    private static String escaped(String text) {
        return text.replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_\\[\\]|#])", "\\\\$1");
    }
}
