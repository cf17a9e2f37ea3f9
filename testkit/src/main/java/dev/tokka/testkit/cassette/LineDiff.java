// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The difference between two texts, line by line, as {@code diff -u} shows it. */
final class LineDiff {

    private static final int CONTEXT = 2;

    /** A table for longest common subsequences has at most this many cells. */
    private static final int MOST_CELLS = 4_000_000;

    private LineDiff() {}

    /** Returns how many lines are in one text but not in the other, wherever they stand. */
    static int distance(List<String> one, List<String> other) {
        Map<String, Integer> counts = new HashMap<>();
        one.forEach(line -> counts.merge(line, 1, Integer::sum));
        other.forEach(line -> counts.merge(line, -1, Integer::sum));
        return counts.values().stream().mapToInt(Math::abs).sum();
    }

    /** Returns lines that begin with {@code -} if only {@code before} has them, {@code +} if only {@code after} has. */
    static List<String> of(List<String> before, List<String> after) {
        int start = 0;
        int most = Math.min(before.size(), after.size());
        while (start < most && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < most - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<String> lines = new ArrayList<>();
        before.subList(0, start).forEach(line -> lines.add("  " + line));
        lines.addAll(changed(before.subList(start, before.size() - end), after.subList(start, after.size() - end)));
        before.subList(before.size() - end, before.size()).forEach(line -> lines.add("  " + line));
        return withoutFarLines(lines);
    }

    private static List<String> changed(List<String> before, List<String> after) {
        List<String> lines = new ArrayList<>();
        if ((long) before.size() * after.size() > MOST_CELLS) {
            before.forEach(line -> lines.add("- " + line));
            after.forEach(line -> lines.add("+ " + line));
            return lines;
        }
        int[][] common = common(before, after);
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add("  " + before.get(i++));
                j++;
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + before.get(i++));
            } else {
                lines.add("+ " + after.get(j++));
            }
        }
        return lines;
    }

    /** Returns the lengths of the longest common subsequences of what begins at i and j. */
    private static int[][] common(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static List<String> withoutFarLines(List<String> lines) {
        List<String> near = new ArrayList<>();
        boolean skipped = false;
        for (int i = 0; i < lines.size(); i++) {
            List<String> around = lines.subList(Math.max(0, i - CONTEXT), Math.min(lines.size(), i + CONTEXT + 1));
            boolean close = around.stream().anyMatch(line -> !line.startsWith("  "));
            if (close) {
                near.add(lines.get(i));
            } else if (!skipped) {
                near.add("  ...");
            }
            skipped = !close;
        }
        return near;
    }
}
