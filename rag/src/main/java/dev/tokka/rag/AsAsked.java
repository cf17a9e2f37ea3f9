// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import dev.tokka.Question;
import dev.tokka.Trace;
import java.util.List;

/** See {@link QueryWriter#asAsked}. */
record AsAsked() implements QueryWriter {

    @Override
    public Queries write(Question question) {
        return new Queries(List.of(question.text()), Trace.EMPTY);
    }

    @Override
    public Description describe() {
        return Description.of("as asked");
    }

    @Override
    public String toString() {
        return "asAsked";
    }
}
