// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.fingpt;

import dev.tokka.AnswerForm;
import dev.tokka.Question;
import dev.tokka.evaluation.benchmark.BenchmarkFormatException;
import dev.tokka.evaluation.benchmark.Row;
import dev.tokka.evaluation.benchmark.Rows;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows with an instruction, an input and an output, as most of FinGPT's files have them. */
final class Instructed {

    static final String INSTRUCTION = "instruction";
    static final String INPUT = "input";
    static final String OUTPUT = "output";

    /** The tag of a case that holds the output as it is written: what the compatible scoring reads what is expected in. */
    static final String ANSWER = "answer";

    /** What the prompt format adds to an instruction when the answer is one of some labels. */
    private static final Pattern CHOICE = Pattern.compile("(.+?) Please choose an answer from \\{([^{}]+)\\}\\.");

    private Instructed() {}

    /** Returns the rows of a file, of which there is at least one. */
    static List<Row> rows(Path file) {
        List<Row> rows = Rows.read(file);
        if (rows.isEmpty()) {
            throw new BenchmarkFormatException(String.valueOf(file.getFileName()), "at least one row", "none");
        }
        return rows;
    }

    /** Returns the input as the question. Labels in the instruction are its form, which the format writes again. */
    static Question question(Row row) {
        String instruction = row.filled(INSTRUCTION);
        Question question = Question.of(row.filled(INPUT));
        Matcher choice = CHOICE.matcher(instruction);
        if (choice.matches()) {
            List<String> labels = List.of(choice.group(2).split("/", -1));
            if (areLabels(labels)) {
                return question.plusInstructions(List.of(choice.group(1))).withForm(new AnswerForm.OneOf(labels));
            }
        }
        return question.plusInstructions(List.of(instruction));
    }

    private static boolean areLabels(List<String> labels) {
        return labels.size() > 1
                && new HashSet<>(labels).size() == labels.size()
                && labels.stream().noneMatch(String::isBlank);
    }
}
