// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Example;
import dev.tokka.MeanInterval;
import dev.tokka.Question;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.profile.DomainProfile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizedTest {

    private static final Example CARD = new Example("Where is \"it\"?", "card");
    private static final Prompting START = Prompting.instructions("Say what it is about.", "Be exact.")
            .glossary(
                    Glossary.of(Glossary.Term.of("AML", "anti-money laundering").avoid("money washing")))
            .labels("card", "fee");
    private static final Prompting BETTER = new Prompting(
            List.of("Look at the object.", "Be exact."),
            START.glossary(),
            List.of(Shots.nearest(4).among(List.of(CARD))),
            START.budget(),
            START.form(),
            1);

    @TempDir
    Path folder;

    @Test
    void theVerdictSaysWhyWorkedByHand() {
        MeanInterval gain = new MeanInterval(0.1, 0.2, 0.3);
        MeanInterval loss = new MeanInterval(-0.3, -0.2, -0.1);

        assertThat(found(BETTER, gain, 0.05).verdict())
                .isEqualTo("It improves on the start: use written 1, nearest 4.");
        assertThat(found(BETTER, gain, 0.05).recommended().prompting()).isEqualTo(BETTER);
        assertThat(found(BETTER, gain, 0.0512).verdict())
                .isEqualTo("Keep the start, because the gain may be chance (0.0512).");
        assertThat(found(BETTER, loss, 0.01).verdict())
                .isEqualTo("Keep the start, because what was chosen is not better on questions that the choice had not"
                        + " seen.");
        assertThat(found(START, gain, 0.01).verdict())
                .isEqualTo("Keep the start, because the search found nothing better.");
        assertThat(found(START, gain, 0.01).recommended().prompting()).isEqualTo(START);
    }

    @Test
    void theReportWorkedByHand() {
        assertThat(found(BETTER, new MeanInterval(0.1, 0.2, 0.3), 0.01)).hasToString("""
                search  spent                               best
                1       9 calls, 2.6 s                      0.500

                quality                gain                       tokens  candidate
                0.700 [0.600, 0.800]   0.200 [0.100, 0.300]         12.5  written 1, nearest 4

                Gain on questions that the search had not seen: 0.200 [0.100, 0.300], chance 0.0100 \
                (start 0.500 [0.400, 0.600], chosen 0.700 [0.600, 0.800]).
                Spent: 20 calls, 900 tokens, cost 1.5, 61.0 s.
                It improves on the start: use written 1, nearest 4.""");
    }

    @Test
    void theProfileHoldsTheWinnerAndItsEvidenceWorkedByHand() throws IOException {
        Optimized found = found(BETTER, new MeanInterval(0.1, 0.2, 0.3), 0.01);
        Path file = folder.resolve("bank.yaml");

        found.write(file, "Bank desk", "2");

        assertThat(Files.readString(file))
                .isEqualTo(found.profile("Bank desk", "2"))
                .startsWith("# Found by a search for better prompts. Review it before use.\n#\n# search  spent")
                .endsWith("""
                        # It improves on the start: use written 1, nearest 4.
                        profile: "Bank desk"
                        version: "2"
                        language: "en"
                        role: "Look at the object."
                        instructions:
                          - "Be exact."
                        glossary:
                          - {"term":"AML","definition":"anti-money laundering","avoid":["money washing"]}
                        form: {"labels":["card","fee"]}
                        # Examples: nearest 4 of these.
                        examples:
                          - {"question":"Where is \\"it\\"?","answer":"card"}
                        """);
    }

    @Test
    void theProfileOfAStartThatIsKeptHoldsTheStart() {
        Prompting japanese = Prompting.instructions("何についての質問か答えてください。").jsonSchema("{\"type\":\n\"string\"}");

        assertThat(kept(japanese).profile("銀行", "1")).endsWith("""
                profile: "銀行"
                version: "1"
                language: "ja"
                role: "何についての質問か答えてください。"
                # form: a file with this JSON schema: {"type": "string"}
                # Examples: as in the start.
                """);
        assertThat(kept(Prompting.none()).profile("any", "1"))
                .contains(
                        "# Tells the model nothing but this, which a profile must say.\nrole: \"Answer the question.\"\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kept(START).profile(" ", "1"))
                .withMessage("name must not be blank");
    }

    @Test
    void theFileOfAWinnerIsReadBackAsTheSamePrompting() throws IOException {
        Prompting winner = new Prompting(
                List.of("Look at the object.\n- First: \"card\"?\n# 手数料 𠮷", "Be exact: always."),
                Glossary.of(new Glossary.Term(
                                "AML", "anti-money laundering", "ē em el", "AML rules", List.of("washing")))
                        .limit(3),
                List.of(Shots.fixed(2).among(List.of(CARD, new Example("Why 5 %?", "fee")))),
                START.budget(),
                START.form(),
                1);

        DomainProfile read = readBack(winner);

        assertThat(read.prompting()).isEqualTo(winner);
        assertThat(List.of(read.name(), read.version())).containsExactly("Bank desk", "2");
    }

    @Property(tries = 300)
    void whateverAModelWritesIsReadBackAsItWas(@ForAll @NotBlank String instruction, @ForAll @NotBlank String question)
            throws IOException {
        Prompting winner = new Prompting(
                List.of(instruction, instruction + "\u0085\u2028\uFEFF."),
                Glossary.EMPTY,
                List.of(Shots.fixed(1).among(List.of(new Example(question, "card")))),
                START.budget(),
                START.form(),
                1);

        assertThat(readBack(winner).prompting()).isEqualTo(winner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${PATH}", "${file:/etc/hostname}", "${file:a\"b}"})
    void aTextThatAModelWroteIsNeverReplacedByAVariableOrAFile(String reference) throws IOException {
        Prompting winner = new Prompting(
                List.of(reference, "Say \"" + reference),
                Glossary.EMPTY,
                List.of(Shots.fixed(1).among(List.of(new Example(reference, "card")))),
                START.budget(),
                START.form(),
                1);

        Prompting read = readBack(winner).prompting();

        assertThat(read.instructions()).containsExactly(reference + " ", "Say \"" + reference);
        assertThat(read.examples().get(0).select(Question.of("any")))
                .containsExactly(new Example(reference + " ", "card"));
    }

    private static DomainProfile readBack(Prompting winner) throws IOException {
        Path file = Files.createTempFile("profile", ".yaml");
        MeanInterval gain = new MeanInterval(0.1, 0.2, 0.3);
        Optimized found = found(winner, gain, 0.01);
        Optimized.Chosen chosen = new Optimized.Chosen(
                Combination.of("written 1", Shots.fixed(2)),
                winner,
                winner.examples().get(0).select(Question.of("any")));
        try {
            new Optimized(found.start(), chosen, found.table(), found.heldOut(), found.curve(), found.spent())
                    .write(file, "Bank desk", "2");
            return DomainProfile.read(file);
        } finally {
            Files.delete(file);
        }
    }

    private static Optimized kept(Prompting start) {
        return new Optimized(given(start), given(start), List.of(), HeldOut.UNKNOWN, List.of(), Spent.NOTHING);
    }

    private static Optimized.Chosen given(Prompting start) {
        return new Optimized.Chosen(Combination.of("start", Shots.asGiven()), start, List.of());
    }

    private static Optimized found(Prompting best, MeanInterval gain, double chance) {
        MeanInterval before = new MeanInterval(0.4, 0.5, 0.6);
        MeanInterval after = new MeanInterval(0.6, 0.7, 0.8);
        Combination combination = Combination.of("written 1", Shots.nearest(4));
        return new Optimized(
                given(START),
                new Optimized.Chosen(combination, best, List.of(CARD)),
                List.of(new Optimized.Row(combination, best.instructions(), after, gain, 12.5)),
                new HeldOut(before, after, gain, chance, true),
                List.of(new Optimized.Progress(1, new Spent(9, 0, BigDecimal.ZERO, Duration.ofMillis(2_560)), 0.5)),
                new Spent(20, 900, new BigDecimal("1.50"), Duration.ofSeconds(61)));
    }
}
