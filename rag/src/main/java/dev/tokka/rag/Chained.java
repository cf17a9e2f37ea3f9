// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import dev.tokka.Question;
import dev.tokka.Trace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** See {@link QueryWriter#then}. */
record Chained(QueryWriter first, QueryWriter next) implements QueryWriter {

    @Override
    public Queries write(Question question) {
        Queries written = first.write(question);
        Trace trace = written.trace();
        Set<String> texts = new LinkedHashSet<>();
        for (String text : written.texts()) {
            if (texts.size() < Queries.MAX_TEXTS) {
                Queries more = next.write(question.withText(text));
                texts.addAll(more.texts());
                trace = trace.then(more.trace());
            }
        }
        return new Queries(new ArrayList<>(texts), trace);
    }

    @Override
    public Description describe() {
        return Description.of("queries of queries").withPart(first.describe()).withPart(next.describe());
    }

    @Override
    public String toString() {
        return "then(" + first + ", " + next + ")";
    }
}
