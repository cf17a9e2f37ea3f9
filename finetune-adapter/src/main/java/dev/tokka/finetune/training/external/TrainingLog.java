// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.finetune.training.job.JobStatus.Loss;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a program writes while it trains. Transformers' trainer, on which all three stand, prints one mapping for each step that it
 * logs, in Python's notation: {@code {'loss': 1.52, 'grad_norm': 0.9, 'learning_rate': 1e-04, 'epoch': 0.25}}; newer ones put
 * quotes around the numbers. For rows that are not trained on, it has {@code 'eval_loss'}.
 *
 * @param losses the curve, by step
 * @param epoch how many epochs are done
 * @param lastLine that is not blank, cut short
 */
record TrainingLog(List<Loss> losses, double epoch, String lastLine) {

    private static final int LONGEST_LINE = 300;

    /** What Python prints where a number is none. */
    private static final Pattern NO_NUMBER = Pattern.compile("(?<=: )(?:nan|-?inf|None)(?=[,}])");

    private static final ObjectReader MAPPING = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .build()
            .reader();

    /** Reads a log, as far as it is written; one that is not there yet is empty. */
    static TrainingLog read(Path file) throws IOException {
        Reading reading = new Reading();
        if (Files.exists(file)) {
            // What is no UTF-8, such as half a character at the end, becomes another one and is no mapping.
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    reading.take(line);
                }
            }
        }
        return new TrainingLog(List.copyOf(reading.losses), reading.epoch, reading.lastLine);
    }

    private static final class Reading {

        private final List<Loss> losses = new ArrayList<>();
        private double epoch;
        private String lastLine = "";

        void take(String line) {
            // A bar of progress is written over by carriage returns, perhaps before a mapping.
            String last = line.substring(line.lastIndexOf('\r') + 1).strip();
            if (last.isEmpty()) {
                return;
            }
            lastLine = last.substring(0, Math.min(last.length(), LONGEST_LINE));
            int open = last.indexOf('{');
            if (open >= 0 && last.endsWith("}")) {
                try {
                    take(MAPPING.readTree(
                            NO_NUMBER.matcher(last.substring(open)).replaceAll("null")));
                } catch (JsonProcessingException e) {
                    // A line of another kind.
                }
            }
        }

        private void take(JsonNode mapping) {
            OptionalDouble loss = number(mapping.path("loss"));
            OptionalDouble validation = number(mapping.path("eval_loss"));
            number(mapping.path("epoch")).ifPresent(value -> epoch = Math.max(epoch, value));
            if (loss.isPresent()) {
                losses.add(new Loss(losses.size() + 1L, loss.getAsDouble(), OptionalDouble.empty()));
            } else if (validation.isPresent() && !losses.isEmpty()) {
                Loss last = losses.remove(losses.size() - 1);
                losses.add(new Loss(last.step(), last.training(), validation));
            }
        }

        private static OptionalDouble number(JsonNode value) {
            if (value.isNumber()) {
                return OptionalDouble.of(value.doubleValue());
            }
            try {
                return value.isTextual()
                        ? OptionalDouble.of(Double.parseDouble(value.textValue()))
                        : OptionalDouble.empty();
            } catch (NumberFormatException e) {
                return OptionalDouble.empty();
            }
        }
    }
}
