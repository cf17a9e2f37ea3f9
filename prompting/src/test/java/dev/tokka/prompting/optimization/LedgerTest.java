// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.QuestionRejectedException;
import dev.tokka.TokenUsage;
import dev.tokka.Trace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final Asked ASKED = new Asked("model", "question", 3);
    private static final Used USED = new Used(
            new TokenUsage(12, 3),
            Map.of(Currency.getInstance("USD"), new BigDecimal("0.00012")),
            Duration.ofMillis(1_250));

    @TempDir
    Path folder;

    @Test
    void whatIsReadEqualsWhatWasWritten() throws IOException {
        for (Line line : List.of(
                new Line(ASKED, Line.Outcome.REPLY, "A \"card\"\nカード", OptionalDouble.of(0.25), USED),
                new Line(ASKED, Line.Outcome.ABSTENTION, "not known", OptionalDouble.empty(), USED),
                new Line(ASKED, Line.Outcome.FAILURE, "too long", OptionalDouble.empty(), USED),
                new Line(ASKED, Line.Outcome.LOST, "closed", OptionalDouble.empty(), Used.unknown(Duration.ZERO)))) {
            assertThat(line.write()).doesNotContain("\n");
            assertThat(Line.read(line.write())).isEqualTo(line);
        }
    }

    @Test
    void anAnswerIsWhatWasKeptOfItWithItsUseInTheTrace() {
        Line reply = new Line(ASKED, Line.Outcome.REPLY, "card", OptionalDouble.of(0.25), USED);
        Line abstention = new Line(ASKED, Line.Outcome.ABSTENTION, "not known", OptionalDouble.empty(), USED);
        Line failure = new Line(ASKED, Line.Outcome.FAILURE, "too long", OptionalDouble.empty(), USED);

        assertThat(reply.answer().reply().orElseThrow().text()).isEqualTo("card");
        assertThat(reply.answer().reply().orElseThrow().confidence()).hasValue(0.25);
        assertThat(reply.answer().trace().usage()).isEqualTo(USED.usage());
        assertThat(reply.answer().trace().cost()).isEqualTo(USED.cost());
        assertThat(reply.answer().trace().duration()).isEqualTo(USED.time());
        assertThat(abstention.answer().withTrace(Trace.EMPTY)).isEqualTo(Answer.abstain("not known"));
        assertThatExceptionOfType(QuestionRejectedException.class)
                .isThrownBy(failure::answer)
                .withMessage("too long");
    }

    @Test
    void aDamagedLineIsNamed() throws IOException {
        Path file = folder.resolve("sub/answers.jsonl");
        try (Ledger ledger = Ledger.open(file)) {
            ledger.add(new Line(ASKED, Line.Outcome.REPLY, "card", OptionalDouble.empty(), USED));
        }
        Files.writeString(file, Files.readString(file) + "{\"model\":\"m\"}\n");

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(file))
                .withMessage("expected an answer as this version writes it in line 2 of " + file);
        Files.writeString(file, "no JSON\n");
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(file))
                .withMessageContaining("in line 1 of ");
    }

    @Test
    void oneOptimizationWritesAtATime() {
        Path file = folder.resolve("answers.jsonl");
        try (Ledger ledger = Ledger.open(file)) {
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> Ledger.open(file))
                    .withMessage("expected a file that no other optimization writes: " + file);
            assertThat(ledger.find(ASKED)).isEmpty();
        }
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(folder))
                .withMessage("expected a file that can be read and written: " + folder);
    }
}
