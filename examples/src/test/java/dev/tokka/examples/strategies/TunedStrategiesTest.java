// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples.strategies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.onnx.ModelFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with the bundled model and the bank that it was tuned on. */
class TunedStrategiesTest {

    @TempDir
    Path temp;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private String run(String... more) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("tokka.index", temp.resolve("index").toString());
        for (int i = 0; i < more.length; i += 2) {
            properties.setProperty(more[i], more[i + 1]);
        }
        new SwapStrategies(Path.of(""), new PrintStream(printed, true, UTF_8)).run(properties, Map.of());
        return printed.toString(UTF_8);
    }

    @Test
    void fiveStrategiesAnswerTheSameQuestionsSideBySide() throws IOException {
        String printed = run("tokka.questions", "60");

        assertThat(right(printed, "base")).startsWith(0, 0);
        assertThat(right(printed, "prompted")).startsWith(0, 0);
        assertThat(right(printed, "fine-tuned").get(0)).as("known").isGreaterThan(10);
        assertThat(right(printed, "fine-tuned").get(1)).as("launched later").isLessThanOrEqualTo(1);
        assertThat(right(printed, "fine-tuned \\+ retrieval").get(1))
                .as("launched later")
                .isGreaterThan(2);
        assertThat(printed).contains("60 questions about a made-up bank.");
    }

    @Test
    void fewQuestionsAreShownWithTheirAnswers() throws IOException {
        String printed = run("tokka.questions", "6");

        assertThat(printed)
                .contains("known-", "later-", "unanswerable-", "handbook", "fine-tuned + retrieval")
                .contains("raft-replay");
    }

    @Test
    void aDirectoryWithoutAModelIsRefused() {
        assertThatThrownBy(() -> run("tokka.model", temp.toString()))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tokka-model.json");
    }

    @Test
    void aReplyIsRightIfItSaysTheValueAsWholeWords() {
        HandbookQuestion known = new HandbookQuestion("known-001", "Which rate?", "5.05 percent", Set.of("a.md"));
        HandbookQuestion none = new HandbookQuestion("unanswerable-001", "Which rate?", "", Set.of());

        assertThat(BankQuestions.isRight(result(known, Answer.reply("It is 5.05 percent. [1]"))))
                .isTrue();
        assertThat(BankQuestions.isRight(result(known, Answer.reply("It is 15.05 percent."))))
                .isFalse();
        assertThat(BankQuestions.isRight(result(known, Answer.abstain("nothing found"))))
                .isFalse();
        assertThat(BankQuestions.isRight(result(none, Answer.abstain("nothing found"))))
                .isTrue();
        assertThat(BankQuestions.isRight(result(none, Answer.reply("5 percent"))))
                .isFalse();
    }

    private static Result result(HandbookQuestion question, Answer answer) {
        return new Result(question, Optional.of(answer), Optional.empty(), Duration.ofMillis(1));
    }

    /** Returns how many answers of each kind were right. */
    private static List<Integer> right(String printed, String strategy) {
        String row = printed.lines()
                .filter(line -> line.matches(strategy + " +\\d+ of .*"))
                .findFirst()
                .orElseThrow();
        return java.util.regex.Pattern.compile("(\\d+) of")
                .matcher(row)
                .results()
                .map(match -> Integer.parseInt(match.group(1)))
                .toList();
    }
}
