// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static java.util.Comparator.comparingInt;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Says how a request differs from what was recorded. */
record Mismatch(Path path, List<Entry> recorded, Matching matching) {

    static final String ADVICE =
            "to record it, run the test once with -D" + CassetteMode.PROPERTY + "=" + CassetteMode.RECORD;

    /** Returns the failure of {@code request} after {@code used} entries of a strict tape. */
    CassetteMismatchError of(Request request, int used) {
        StringBuilder message = new StringBuilder("this request was not recorded");
        if (matching == Matching.STRICT) {
            message.append(used < recorded.size() ? " as number " + (used + 1) + " of " : " after all ");
            message.append(recorded.size());
        }
        message.append("\ncassette: ").append(path).append('\n');
        Optional<Integer> nearest = nearest(request, used);
        if (nearest.isPresent()) {
            compare(request, nearest.get(), message);
        } else {
            message.append("it holds no request; this one is\n");
            request.lines().forEach(line -> message.append("+ ").append(line).append('\n'));
        }
        return new CassetteMismatchError(message.append(ADVICE).toString());
    }

    /** Returns the failure of a strict tape of which only {@code used} entries were asked for. */
    CassetteMismatchError unused(int used) {
        Entry next = recorded.get(used);
        StringBuilder message = new StringBuilder("all ")
                .append(recorded.size())
                .append(" recorded requests must be made but only ")
                .append(used)
                .append(" were\ncassette: ")
                .append(path)
                .append("\nthe next one is ")
                .append(place(used))
                .append(", ")
                .append(kind(next.request()))
                .append('\n');
        next.request().lines().forEach(line -> message.append("- ").append(line).append('\n'));
        return new CassetteMismatchError(message.append(ADVICE).toString());
    }

    private void compare(Request request, int nearest, StringBuilder message) {
        Request other = recorded.get(nearest).request();
        message.append("nearest recorded request: ").append(place(nearest)).append('\n');
        if (!kind(other).equals(kind(request))) {
            message.append("- ")
                    .append(kind(other))
                    .append("\n+ ")
                    .append(kind(request))
                    .append('\n');
        }
        if (other.equals(request)) {
            message.append("  it is the same, so the order has changed\n");
            return;
        }
        message.append("- recorded\n+ seen\n");
        LineDiff.of(other.lines(), request.lines())
                .forEach(line -> message.append(line).append('\n'));
    }

    /** Returns the entry that was expected, or else the one with the fewest other lines. */
    private Optional<Integer> nearest(Request request, int used) {
        List<String> lines = request.lines();
        return IntStream.range(0, recorded.size())
                .boxed()
                .min(comparingInt((Integer i) ->
                                LineDiff.distance(recorded.get(i).request().lines(), lines)
                                        + (kind(recorded.get(i).request()).equals(kind(request)) ? 0 : 1))
                        .thenComparing(i -> i == used ? 0 : 1));
    }

    private String place(int entry) {
        int line = recorded.get(entry).line();
        return "number " + (entry + 1) + " of " + recorded.size() + (line > 0 ? ", line " + line : "");
    }

    private static String kind(Request request) {
        return request.model().equals(Entry.MODEL) ? request.call() : request.call() + " of " + request.model();
    }
}
