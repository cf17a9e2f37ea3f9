// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.optimization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizePromptTest {

    private static final int KILLS = Math.max(2, Integer.getInteger("tokka.kills", 8) / 4);
    private static final List<String> LABELS = List.of("card_arrival", "exchange_rate", "card_not_working", "other");

    @TempDir
    private Path folder;

    private final Properties properties = new Properties();

    @Test
    void printsTheCurveStaysInsideTheBudgetAndAsksNothingTwice() throws IOException {
        writeMessages();

        String first = run();
        Path answers = folder.resolve("out/answers.jsonl");
        String kept = Files.readString(answers);

        assertThat(first)
                .contains(
                        "Searching with 90 messages",
                        "search  spent",
                        "Best of examples: ",
                        "Gain on questions that the search had not seen: ",
                        "Budget: 6000 calls and 1500000 tokens.")
                .containsPattern("Spent: \\d{3,4} calls, \\d{3,7} tokens");
        assertThat(folder.resolve("out/profile.yaml")).content().contains("profile: \"Messages to a bank\"");
        assertThat(run()).isEqualTo(first);
        assertThat(answers).content().isEqualTo(kept);
    }

    @Test
    void killedAtAnyMomentItEndsAsIfItHadNotBeen() throws IOException, InterruptedException {
        writeMessages();
        Optimizing whole = new Optimizing(folder, folder.resolve("whole"));
        String expected = whole.finish();
        Optimizing killed = new Optimizing(folder, folder.resolve("killed"));
        Random random = new Random(20_261_129);
        long[] moments =
                random.longs(KILLS, 1, Files.size(whole.answers())).sorted().toArray();

        int unfinished = 0;
        for (int i = 0; i < KILLS; i++) {
            unfinished += killed.killAt(moments[i]) ? 1 : 0;
            if (i % 2 == 0) {
                killed.cutLastLine(random); // as a disk that was full, or a machine that lost its power, leaves it
            }
        }
        String resumed = killed.finish();

        assertThat(unfinished)
                .as("runs that were killed before they had finished")
                .isPositive();
        assertThat(withoutTimes(resumed)).isEqualTo(withoutTimes(expected));
        assertThat(withoutTimes(Files.readString(killed.profile())))
                .isEqualTo(withoutTimes(Files.readString(whole.profile())));
        assertThat(Files.readAllLines(killed.answers()))
                .as("nothing is asked twice, and nothing is missing")
                .hasSameSizeAs(Files.readAllLines(whole.answers()));
    }

    @Test
    void withoutTheDataItSaysSo() throws IOException {
        assertThat(run()).startsWith("Nothing to do: BANKING77 is not here. Put its train.csv at ");
    }

    @Test
    void aNumberOfQuestionsThatIsNoneIsRefused() throws IOException {
        Files.createFile(Files.createDirectories(folder.resolve("banking77")).resolve("train.csv"));
        properties.setProperty("tokka.questions", "many");

        assertThatIllegalArgumentException()
                .isThrownBy(this::run)
                .withMessage("tokka.questions must be a number from 1 to 9999 but is many");
    }

    /** Seconds are measured, and the width of their column with them. */
    private static String withoutTimes(String printed) {
        return printed.replaceAll("\\d+\\.\\d s", "").replaceAll(" +", " ");
    }

    private void writeMessages() throws IOException {
        Path data = Files.createDirectories(folder.resolve("banking77")).resolve("train.csv");
        Files.writeString(
                data,
                IntStream.range(0, 120)
                        .mapToObj(i -> message(i) + "," + LABELS.get(i % 4))
                        .collect(Collectors.joining("\n", "text,category\n", "\n")));
    }

    private static String message(int number) {
        String about = switch (number % 4) {
            case 0 -> number % 8 == 0 ? "where is my new card" : "has the card been sent";
            case 1 -> number % 8 == 1 ? "what rate do I get for euros" : "is the exchange rate good";
            case 2 -> number % 8 == 2 ? "my card does not work" : "the machine refuses it";
            default -> "something else";
        };
        return about + " number " + number;
    }

    private String run() throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        properties.setProperty("tokka.data", folder.toString());
        new OptimizePrompt(folder.resolve("out"), new PrintStream(printed, true, UTF_8)).run(properties);
        return printed.toString(UTF_8);
    }
}
