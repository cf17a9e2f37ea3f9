// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import dev.tokka.evaluation.Score;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Counts what was found and what was to be found. */
final class Found {

    /** Replies that say that there is nothing. */
    private static final Set<String> NOTHING =
            Set.of("none", "none.", "no entities", "no relations", "なし", "なし。", "[]");

    private static final Pattern BULLET = Pattern.compile("(?:[-*•]|\\d{1,4}[.)])\\s+");

    private Found() {}

    /** Returns the line without white space around it and without the bullet or number before it. */
    static String withoutBullet(String line) {
        String stripped = line.strip();
        Matcher bullet = BULLET.matcher(stripped);
        return bullet.lookingAt() ? stripped.substring(bullet.end()) : stripped;
    }

    static boolean isNothing(String reply) {
        return NOTHING.contains(reply.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Scores finds: the terms are how many are right, how many were given, and how many are wanted.
     *
     * @param given empty if the reply could not be read
     */
    static <T> Score score(Optional<Set<T>> given, Set<T> wanted) {
        if (given.isEmpty()) {
            // else saying nothing would be free where nothing is to be found
            return new Score(0, false, "", List.of(0.0, wanted.isEmpty() ? 1.0 : 0.0, (double) wanted.size()));
        }
        Set<T> all = given.get();
        double right = all.stream().filter(wanted::contains).count();
        double value = all.isEmpty() && wanted.isEmpty() ? 1 : f1(right, all.size(), wanted.size());
        String seen = all.stream().map(Object::toString).sorted().collect(Collectors.joining("; "));
        return new Score(value, true, seen.isEmpty() ? "(nothing)" : seen, List.of(right, (double) all.size(), (double)
                wanted.size()));
    }

    /** Returns 2 PR / (P + R), and 0 for 0/0. */
    static double f1(double right, double given, double wanted) {
        return right == 0 ? 0 : 2 * right / (given + wanted);
    }
}
