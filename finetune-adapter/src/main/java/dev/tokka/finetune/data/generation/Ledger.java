// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.generation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.RowWriter;
import dev.tokka.finetune.data.TrainingDataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of a teacher since the last checkpoint: what was set aside before each, and what came of it. After a kill, answers
 * that were paid for are read here instead of asked for again, so that the rows are the same and no money is lost.
 */
final class Ledger implements Closeable {

    private final Path file;
    private final RowWriter writer;
    private final Map<String, Optional<String>> answers = new HashMap<>();
    private final TeacherBudget budget;
    private Spent spent;

    private Ledger(Path file, RowWriter writer, TeacherBudget budget, Spent spent) {
        this.file = file;
        this.writer = writer;
        this.budget = budget;
        this.spent = spent;
    }

    /**
     * Opens {@code file}, or begins it.
     *
     * @param before what was used before its first line
     */
    static Ledger open(Path file, TeacherBudget budget, Spent before) throws IOException {
        String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        int whole = text.lastIndexOf('\n') + 1; // what follows was cut off by a kill and counts as not written
        Ledger ledger = new Ledger(file, RowWriter.open(file, whole), budget, before);
        boolean opened = false;
        try {
            ledger.read();
            opened = true;
            return ledger;
        } finally {
            if (!opened) {
                ledger.close();
            }
        }
    }

    private void read() throws IOException {
        Map<String, Spent> open = new HashMap<>();
        long number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            JsonFields json = JsonFields.parse(line, file.toString(), number);
            String key = json.text("key");
            if (json.has("reserved")) {
                Spent reserved = amounts(json.object("reserved"));
                spent = spent.plus(reserved);
                open.merge(key, reserved, Spent::plus);
            } else {
                Spent reserved = open.remove(key);
                if (reserved == null) {
                    throw json.wrong("key", "a call that was begun", "another");
                }
                spent = spent.minus(reserved).plus(amounts(json.object("used")));
                answers.put(key, json.has("answer") ? Optional.of(json.text("answer")) : Optional.empty());
            }
        }
    }

    private static Spent amounts(JsonFields json) {
        try {
            return new Spent(json.number("calls"), json.number("tokens"), new BigDecimal(json.text("money")));
        } catch (NumberFormatException e) {
            throw json.wrong("money", "a number", "another text");
        }
    }

    /** Returns the answer that was given already to the call of {@code key}. */
    synchronized Optional<Optional<String>> answer(String key) {
        return Optional.ofNullable(answers.get(key));
    }

    /** Sets aside the most that a call may use, on the disk. */
    synchronized void reserve(String key, Spent most) {
        Spent with = spent.plus(most);
        if (!budget.covers(with)) {
            throw new BudgetSpentException();
        }
        write(JsonNodeFactory.instance.objectNode().put("key", key).set("reserved", json(most)));
        spent = with;
    }

    /** Notes what a call has used and what came of it. */
    synchronized void settle(String key, Spent most, Spent used, Optional<String> answer) {
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("key", key);
        line.set("used", json(used));
        answer.ifPresent(text -> line.put("answer", text));
        write(line);
        spent = spent.minus(most).plus(used);
        answers.put(key, answer);
    }

    private static ObjectNode json(Spent amounts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("calls", amounts.calls())
                .put("tokens", amounts.tokens())
                .put("money", amounts.money().toPlainString());
    }

    private void write(Object line) {
        try {
            writer.append(line.toString());
            writer.force();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new TrainingDataException(file.toString(), "a call could not be noted: " + e.getMessage())
                            .getMessage(),
                    e);
        }
    }

    synchronized Spent spent() {
        return spent;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
