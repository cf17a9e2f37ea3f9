// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.List;
import java.util.Map;

/** See {@link Examples#fixed(List)}. */
record FixedExamples(List<Example> examples) implements Examples {

    FixedExamples {
        examples = List.copyOf(examples);
    }

    @Override
    public List<Example> select(Question question) {
        return examples;
    }

    @Override
    public Description describe() {
        return Description.of("fixed examples")
                .with("examples", examples.size())
                .with("digest", digest(examples));
    }

    @Override
    public String toString() {
        return "fixed(" + examples.size() + ")";
    }

    /** Returns the SHA-256 of {@code examples} in order. */
    static String digest(List<Example> examples) {
        List<Description> parts = examples.stream()
                .map(example -> Description.of("example", example.question()).with("answer", example.answer()))
                .toList();
        return new Description("examples", "", Map.of(), parts).fingerprint();
    }
}
