// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Grades that people gave.
 *
 * @param scale on which they graded; not {@link Scale#PAIRWISE}
 * @param grades a whole number within the scale for each answer
 */
public record HumanGrades(Scale scale, Map<Answered, Integer> grades) {

    private static final List<String> COLUMNS = List.of("case", "model", "grade");

    /**
     * Checks and copies the components.
     *
     * @throws IllegalArgumentException if a grade is not within the scale
     */
    public HumanGrades {
        if (requireNonNull(scale, "scale") == Scale.PAIRWISE) {
            throw new IllegalArgumentException("scale must grade one answer but is " + scale);
        }
        grades = Map.copyOf(grades);
        for (int grade : grades.values()) {
            if (grade < scale.least() || grade > scale.greatest()) {
                throw new IllegalArgumentException("a grade must be a whole number from " + (int) scale.least() + " to "
                        + (int) scale.greatest() + " but is " + grade);
            }
        }
    }

    /**
     * Reads grades from a CSV file in UTF-8 with the columns {@code case}, {@code model} and {@code grade} in its first
     * row, in any order; other columns are ignored.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a column is missing, a grade is not within the scale, or an answer is graded
     *     twice; the message has the file and the line
     */
    public static HumanGrades load(Path file, Scale scale) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .get();
        Map<Answered, Integer> grades = new HashMap<>();
        try (Reader reader = Files.newBufferedReader(file, UTF_8);
                CSVParser rows =
                        CSVParser.builder().setReader(reader).setFormat(format).get()) {
            if (!rows.getHeaderNames().containsAll(COLUMNS)) {
                throw new IllegalArgumentException(
                        file + ", line 1: expected the columns " + COLUMNS + " but found " + rows.getHeaderNames());
            }
            for (CSVRecord row : rows) {
                String where = file + ", line " + rows.getCurrentLineNumber();
                Answered answered = new Answered(column(row, "case", where), column(row, "model", where));
                if (grades.put(answered, grade(column(row, "grade", where), scale, where)) != null) {
                    throw new IllegalArgumentException(where + ": the answer of " + answered.model() + " to "
                            + answered.caseId() + " is graded twice");
                }
            }
        }
        return new HumanGrades(scale, grades);
    }

    private static String column(CSVRecord row, String name, String where) {
        String value = row.isSet(name) ? row.get(name) : "";
        if (value.isBlank()) {
            throw new IllegalArgumentException(where + ": column " + name + " must not be blank");
        }
        return value;
    }

    private static int grade(String text, Scale scale, String where) {
        for (int grade = (int) scale.least(); grade <= scale.greatest(); grade++) {
            if (text.equals(Integer.toString(grade))) {
                return grade;
            }
        }
        throw new IllegalArgumentException(where + ", column grade: expected a whole number from " + (int) scale.least()
                + " to " + (int) scale.greatest() + " but found \"" + text + "\"");
    }

    /**
     * One answer.
     *
     * @param caseId of the case that was answered; not blank
     * @param model who answered; not blank
     */
    public record Answered(String caseId, String model) {

        /** Checks the components. */
        public Answered {
            Checks.requireText(caseId, "caseId");
            Checks.requireText(model, "model");
        }
    }
}
