// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import dev.tokka.evaluation.benchmark.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The right answers to the turns of dialogues, which stand in the queries of later turns. */
final class Dialogues {

    static final Dialogues NONE = new Dialogues(Map.of());

    static final String DIALOGUE = "dialogue_id";

    private static final String TURN = "turn";
    private static final Pattern PLACE = Pattern.compile("\\{answer(\\d{1,4})}");

    private final Map<String, Map<Integer, String>> answers;

    private Dialogues(Map<String, Map<Integer, String>> answers) {
        this.answers = answers;
    }

    static Dialogues of(List<Row> rows) {
        Map<String, Map<Integer, String>> answers = new HashMap<>();
        for (Row row : rows) {
            Map<Integer, String> turns = answers.computeIfAbsent(row.filled(DIALOGUE), any -> new HashMap<>());
            if (turns.put(turn(row), row.filled("answer")) != null) {
                throw row.wrong(TURN, "a turn that no row before has", row.text(TURN));
            }
        }
        return new Dialogues(answers);
    }

    private static int turn(Row row) {
        return row.integer(TURN, 0, Integer.MAX_VALUE);
    }

    /** Returns the query with the answers to earlier turns in their places. */
    String filled(Row row, String query) {
        Map<Integer, String> turns = answers.getOrDefault(row.filled(DIALOGUE), Map.of());
        return PLACE.matcher(query).replaceAll(place -> Matcher.quoteReplacement(answer(row, turns, place)));
    }

    private static String answer(Row row, Map<Integer, String> turns, MatchResult place) {
        int turn = Integer.parseInt(place.group(1));
        return Optional.ofNullable(turns.get(turn))
                .filter(any -> turn < turn(row))
                .orElseThrow(() -> row.wrong("query", "answers to earlier turns that the file has", place.group()));
    }
}
