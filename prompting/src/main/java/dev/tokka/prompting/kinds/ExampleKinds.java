// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.kinds;

import dev.tokka.DataClass;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.PromptingTypes;
import java.util.List;

/** What chooses examples. */
final class ExampleKinds {

    private static final Type<Integer> AT_LEAST_ONE = Type.integer(1, Integer.MAX_VALUE);

    private static final Setting<Integer> COUNT =
            Setting.required("count", AT_LEAST_ONE, "How many examples are shown at most.");
    private static final Setting<Integer> PER_LABEL =
            Setting.required("per-label", AT_LEAST_ONE, "How many examples of each label are shown at most.");
    private static final Setting<DataClass> DATA_CLASS =
            Setting.required("class", Type.choice(DataClass.class), "How confidential the examples are.");
    private static final Setting<Examples> FROM =
            Setting.required("from", Type.part(PromptingKinds.EXAMPLES), "What chooses them.");
    private static final Setting<List<Example>> OF = Setting.required(
            "of", PromptingTypes.EXAMPLES, "What is chosen from: examples, or a file of them, *.jsonl or *.csv.");
    private static final Setting<Embedder> EMBEDDER = Setting.optional(
            "embedder", Type.part(Role.EMBEDDER), "What compares meaning; without it words are compared.");

    private ExampleKinds() {}

    /** A choice by likeness, of words or of meaning. */
    private interface Choice {
        Examples of(int count, List<Example> examples);
    }

    /** A choice by likeness of meaning. */
    private interface ByMeaning {
        Examples of(int count, List<Example> examples, Embedder embedder);
    }

    static List<Kind<?>> all() {
        return List.of(
                PromptingKinds.EXAMPLES.kind(
                        "fixed",
                        "Always the same examples, or those of a file, *.jsonl or *.csv.",
                        PromptingTypes.EXAMPLES,
                        (examples, making) -> Examples.fixed(examples)),
                PromptingKinds.EXAMPLES.kind(
                        "classified",
                        "Examples of a class of data: a question that carries any of them is of that class too.",
                        Type.object(DATA_CLASS, FROM),
                        (settings, making) -> settings.get(FROM).classified(settings.get(DATA_CLASS))),
                PromptingKinds.EXAMPLES.kind(
                        "nearest",
                        "The examples whose questions are most like the one that is asked.",
                        Type.object(COUNT, OF, EMBEDDER),
                        (settings, making) -> chosen(COUNT, settings, Examples::nearest, Examples::nearest)),
                PromptingKinds.EXAMPLES.kind(
                        "diverse",
                        "Examples that are like what is asked but unlike each other.",
                        Type.object(COUNT, OF, EMBEDDER),
                        (settings, making) -> chosen(COUNT, settings, Examples::diverse, Examples::diverse)),
                PromptingKinds.EXAMPLES.kind(
                        "balanced",
                        "The nearest examples of each label, which is the text of their answers.",
                        Type.object(PER_LABEL, OF, EMBEDDER),
                        (settings, making) -> chosen(PER_LABEL, settings, Examples::balanced, Examples::balanced)));
    }

    private static Examples chosen(Setting<Integer> count, Settings settings, Choice byWords, ByMeaning byMeaning) {
        int number = settings.get(count);
        List<Example> examples = settings.get(OF);
        return settings.find(EMBEDDER)
                .map(embedder -> byMeaning.of(number, examples, embedder))
                .orElseGet(() -> byWords.of(number, examples));
    }
}
