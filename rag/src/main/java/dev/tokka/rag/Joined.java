// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** See {@link QueryWriter#and}. */
record Joined(QueryWriter first, QueryWriter other) implements QueryWriter {

    @Override
    public Queries write(Question question) {
        Queries written = first.write(question);
        Queries more = other.write(question);
        Set<String> texts = new LinkedHashSet<>(written.texts());
        texts.addAll(more.texts());
        return new Queries(new ArrayList<>(texts), written.trace().then(more.trace()));
    }

    @Override
    public Description describe() {
        return Description.of("all queries").withPart(first.describe()).withPart(other.describe());
    }

    @Override
    public String toString() {
        return "and(" + first + ", " + other + ")";
    }
}
