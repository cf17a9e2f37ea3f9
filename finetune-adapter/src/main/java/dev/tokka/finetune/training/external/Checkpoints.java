// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.external;

import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What transformers' trainer saves on the way: {@code checkpoint-100} and so on. */
final class Checkpoints {

    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{1,9})");

    private Checkpoints() {}

    /** Returns the path of the last one, relative to the directory of the job, or an empty text if there is none. */
    static String last(Path directory) {
        Path output = directory.resolve(ProgramFiles.OUTPUT);
        if (!Files.isDirectory(output)) {
            return "";
        }
        try (Stream<Path> files = Files.list(output)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> NAME.matcher(name).matches())
                    .max(Comparator.comparingInt(name -> Integer.parseInt(name.substring("checkpoint-".length()))))
                    .map(name -> ProgramFiles.OUTPUT + "/" + name)
                    .orElse("");
        } catch (IOException e) {
            throw new TrainingException(Reason.DIRECTORY, output + ": cannot be read", e);
        }
    }
}
