// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainHeadTest {

    @TempDir
    private Path folder;

    @Test
    void printsBeforeAndAfterForTheHandbook() throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        new TrainHead(out, Path.of("."), folder).run(LabeledTexts.handbook(Path.of(".")));

        String printed = bytes.toString(StandardCharsets.UTF_8);
        assertThat(printed).contains("trained in", "calibration error on folds left out");
        assertThat(share(printed, "before \\(nearest mean\\)")).isBetween(0.3, 1.0);
        assertThat(share(printed, "after +\\(head\\)")).isGreaterThan(0.5);
        assertThat(printed).contains("base: 0", "prompted: 0", "head: 0", "head less base: +");
        assertThat(folder).isDirectoryContaining("glob:**tokka-head.json");
        assertThat(folder.resolve("tokka-model.json")).content().contains("\"head\" : \".\"", "datasheet.json");
    }

    private static double share(String printed, String line) {
        Matcher matcher = Pattern.compile(line + " +(\\S+)").matcher(printed);
        assertThat(matcher.find()).as(line).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
