// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static java.util.Objects.requireNonNull;

import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Question;
import java.util.List;

/** See {@link Examples#classified}. */
record ClassifiedExamples(Examples examples, DataClass dataClass) implements Examples {

    ClassifiedExamples {
        requireNonNull(dataClass, "dataClass");
    }

    @Override
    public List<Example> select(Question question) {
        return examples.select(question);
    }

    @Override
    public Description describe() {
        return dataClass.describe(Description.of("classified examples")).withPart(examples.describe());
    }

    @Override
    public String toString() {
        return "classified(" + examples + ", " + dataClass + ")";
    }
}
