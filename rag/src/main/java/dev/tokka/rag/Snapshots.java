// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.Description;
import dev.tokka.Retriever;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was searched: the snapshots that a retriever describes as the {@code contents} of its parts. */
final class Snapshots {

    private Snapshots() {}

    /** Returns the snapshots of {@code retriever} as they are now, nothing if it names none. */
    static String of(Retriever retriever) {
        return in(retriever.describe()).distinct().collect(Collectors.joining(", "));
    }

    private static Stream<String> in(Description description) {
        return Stream.concat(
                Stream.ofNullable(description.properties().get("contents")),
                description.parts().stream().flatMap(Snapshots::in));
    }

    /** Returns the snapshot of a search, if those before and after it are the same; else both, of which it used one. */
    static String between(String before, String after) {
        return before.equals(after) ? before : before + " or " + after;
    }
}
