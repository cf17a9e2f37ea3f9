// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.evaluation.Case;
import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Tags;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.metric.LabelReader;
import dev.tokka.evaluation.metric.PythonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes cases of the rows of one file. */
final class FlareCases {

    /** The tag that holds the text of a case whose words are not one space apart. */
    static final String TEXT = "text";

    private static final String LABEL = "label";
    private static final String ANSWER = "answer";
    private static final String CHOICES = "choices";
    private static final String BETWEEN = " ; ";

    private final FinBenDataset dataset;
    private final Set<String> ids = new HashSet<>();

    private FlareCases(FinBenDataset dataset) {
        this.dataset = dataset;
    }

    static List<Case> of(FinBenDataset dataset, List<Row> rows) {
        FlareCases cases = new FlareCases(dataset);
        Dialogues dialogues = dataset.layout() == Layout.CONVERSATION ? Dialogues.of(rows) : Dialogues.NONE;
        List<Case> all = new ArrayList<>();
        for (Row row : rows) {
            all.add(cases.read(row, dialogues));
        }
        return all;
    }

    private Case read(Row row, Dialogues dialogues) {
        Map<String, String> tags = new TreeMap<>(Map.of(Tags.LANGUAGE, dataset.language()));
        String query = row.filled("query");
        Question question = Question.of(query);
        Expected expected = switch (dataset.layout()) {
            case CHOICE -> label(row);
            case TYPED_CHOICE -> {
                tags.put(Tags.GROUP, row.filled("label_type"));
                yield label(row);
            }
            case SCORE -> score(row);
            case TAGS -> tokenTags(row, "token", texts(row, "token"));
            case MENTIONS -> mentions(row, tags);
            case RELATIONS -> relations(row);
            case ANSWER, PROSE -> new Expected.Texts(List.of(row.filled(ANSWER)));
            case CONVERSATION -> {
                question = Question.of(dialogues.filled(row, query));
                tags.put(Tags.CLUSTER, row.filled(Dialogues.DIALOGUE));
                yield new Expected.Texts(List.of(row.filled(ANSWER)));
            }
            case EXTRACT -> extract(row);
            case TRADES -> throw new IllegalArgumentException(dataset + " is not asked case by case: use FinTrade");
        };
        boolean choice = expected instanceof Expected.Label;
        return new Case(id(row), choice ? question.withForm(form(row)) : question, expected, tags);
    }

    private String id(Row row) {
        String id = row.has("id") ? row.filled("id") : "row " + (ids.size() + 1);
        if (!ids.add(id)) {
            throw row.wrong("id", "an id that no row before has", id);
        }
        return id;
    }

    private static AnswerForm form(Row row) {
        return new AnswerForm.OneOf(choices(row));
    }

    /** Each choice once, in their order. */
    private static List<String> choices(Row row) {
        List<String> choices = List.copyOf(new LinkedHashSet<>(texts(row, CHOICES)));
        try {
            return new LabelReader(choices).labels();
        } catch (IllegalArgumentException e) {
            throw row.wrong(CHOICES, "at least two choices that differ", choices.toString());
        }
    }

    private static Expected label(Row row) {
        List<String> choices = texts(row, CHOICES);
        choices(row);
        return new Expected.Label(choices.get(row.integer("gold", 0, choices.size() - 1)));
    }

    private static Expected score(Row row) {
        double value = row.number(ANSWER);
        if (!(value >= -1 && value <= 1)) {
            throw row.wrong(ANSWER, "a number from -1 to 1", row.text(ANSWER));
        }
        return new Expected.Numeric(value);
    }

    private static Expected tokenTags(Row row, String column, List<String> tokens) {
        List<String> labels = texts(row, LABEL);
        if (tokens.isEmpty() || labels.size() != tokens.size()) {
            throw row.wrong(
                    LABEL, "as many tags as " + column + " has words: " + tokens.size(), labels.size() + ": " + labels);
        }
        for (String label : labels) {
            if (!label.equals("O") && !label.matches("[BIES]-.+")) {
                throw row.wrong(LABEL, "tags that are O or begin with B-, I-, E- or S-", label);
            }
        }
        return new Expected.TokenTags(tokens, labels);
    }

    private static Expected mentions(Row row, Map<String, String> tags) {
        String text = row.filled(TEXT);
        List<String> words = PythonText.words(text);
        if (!text.equals(String.join(" ", words))) {
            tags.put(TEXT, text);
        }
        return tokenTags(row, TEXT, words);
    }

    private static Expected relations(Row row) {
        Set<Expected.Triple> triples = new HashSet<>();
        for (String line : texts(row, LABEL)) {
            int first = line.indexOf(BETWEEN);
            int last = line.lastIndexOf(BETWEEN);
            if (first < 0 || last < first + BETWEEN.length()) {
                throw row.wrong(LABEL, "relations: head ; tail ; relation", line);
            }
            String head = line.substring(0, first);
            String tail = line.substring(first + BETWEEN.length(), last);
            String relation = line.substring(last + BETWEEN.length());
            if (head.isBlank() || tail.isBlank() || relation.isBlank()) {
                throw row.wrong(LABEL, "relations: head ; tail ; relation", line);
            }
            triples.add(new Expected.Triple(head, relation, tail));
        }
        return new Expected.Relations(triples);
    }

    /** Returns the relation as the file and the lines of replies write it. */
    static String line(Expected.Triple triple) {
        return triple.head() + BETWEEN + triple.tail() + BETWEEN + triple.relation();
    }

    /** As the published scorer, passes over labels beyond the last sentence, and takes 0 where there is none. */
    private static Expected extract(Row row) {
        List<String> sentences = Python.lines(row.filled(TEXT));
        List<String> labels = texts(row, LABEL);
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (!labels.get(i).equals("0") && !labels.get(i).equals("1")) {
                throw row.wrong(LABEL, "1 or 0 for each sentence", labels.get(i));
            }
        }
        for (int i = 0; i < sentences.size(); i++) {
            chosen.add(i < labels.size() ? labels.get(i) : "0");
        }
        return new Expected.TokenTags(sentences, chosen);
    }

    /** Returns a list, which files of CSV hold as Python writes it. */
    private static List<String> texts(Row row, String column) {
        JsonNode value = row.json(column);
        if (!value.isTextual()) {
            return row.texts(column);
        }
        try {
            return PythonLiteral.list(value.textValue());
        } catch (IllegalArgumentException e) {
            throw row.wrong(column, "a list as Python writes it (" + e.getMessage() + ")", value.textValue());
        }
    }
}
