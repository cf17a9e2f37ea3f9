// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import dev.tokka.Description;
import java.util.List;
import java.util.Optional;

/** A reader that can say what it is. */
record NamedTagReader(String name, TagReader reader) implements TagReader {

    @Override
    public Optional<List<String>> read(String reply, List<String> tokens) {
        return reader.read(reply, tokens);
    }

    @Override
    public Description describe() {
        return Description.of("tag reader", name);
    }

    @Override
    public String toString() {
        return name;
    }
}
