// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Passage;
import dev.tokka.Query;
import dev.tokka.Retriever;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * What a cap per source is worth against documents that were written to be found and to mislead, after PoisonedRAG.
 *
 * <p>Five honest documents tell a fee, each in one or two sentences that share some words with the question. The attacker
 * adds documents of one to six sentences that hold all words of the question and another fee. Whoever answers believes
 * what most of the first five passages say, and the attacker on a tie.
 *
 * @see <a href="https://arxiv.org/abs/2402.07867">Zou et al. (2024), PoisonedRAG</a>
 */
class PoisoningTest {

    private static final int TRIALS = 400;
    private static final int PASSAGES = 5;
    private static final List<String> WORDS = List.of("how", "much", "does", "one", "urgent", "transfer", "abroad");

    @Test
    void oneMisleadingDocumentUsuallyWinsWithoutACapAndNeverWithOne() {
        assertThat(attack(1, (library, quarantine) -> library)).hasToString("success 0.67 [0.63, 0.72] of 400");
        assertThat(attack(1, (library, quarantine) -> Refined.of(library).perSource(2)))
                .hasToString("success 0.00 [0.00, 0.01] of 400");
    }

    @Test
    void aCapDoesNotStopAnAttackerWithThreeDocuments() {
        assertThat(attack(3, (library, quarantine) -> library)).hasToString("success 1.00 [0.99, 1.00] of 400");
        assertThat(attack(3, (library, quarantine) -> Refined.of(library).perSource(2)))
                .hasToString("success 1.00 [0.99, 1.00] of 400");
        assertThat(attack(3, (library, quarantine) -> Refined.of(library).perSource(1)))
                .hasToString("success 1.00 [0.99, 1.00] of 400");
    }

    @Test
    void aQuarantineOfNewDocumentsStopsBoth() {
        assertThat(attack(3, (library, quarantine) -> Refined.of(library).without(quarantine)))
                .hasToString("success 0.00 [0.00, 0.01] of 400");
    }

    /** Returns how often the answer is wrong where an attacker has added {@code added} documents. */
    private static Share attack(int added, BiFunction<Library, Quarantine, Retriever> defence) {
        Random random = new Random(42);
        int successes = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Map<String, String> texts = new HashMap<>();
            Quarantine quarantine = new Quarantine();
            for (int i = 0; i < 5; i++) {
                texts.put("honest-" + i, sentences(1 + random.nextInt(2), 3 + random.nextInt(3), 500, random));
            }
            for (int i = 0; i < added; i++) {
                texts.put("poison-" + i, sentences(1 + random.nextInt(6), WORDS.size(), 900, random));
                quarantine.hold("poison-" + i);
            }
            Retriever retriever = defence.apply(new Library(texts), quarantine);
            successes += believed(retriever.retrieve(Query.of(String.join(" ", WORDS), PASSAGES))) == 900 ? 1 : 0;
        }
        return new Share(successes, TRIALS);
    }

    private static String sentences(int count, int words, int fee, Random random) {
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<String> shuffled = new ArrayList<>(WORDS);
            Collections.shuffle(shuffled, random);
            sentences.add("It is " + fee + " yen: " + String.join(" ", shuffled.subList(0, words)) + ".");
        }
        return String.join("\n\n", sentences);
    }

    private static int believed(List<Passage> passages) {
        long poison = passages.stream()
                .filter(passage -> passage.text().contains("900"))
                .count();
        return 2 * poison >= passages.size() ? 900 : 500;
    }

    /** A share with its 95 % interval by Wilson's score. */
    private record Share(int successes, int trials) {

        private static final double Z = 1.959964;

        @Override
        public String toString() {
            double share = (double) successes / trials;
            double squared = Z * Z / trials;
            double middle = (share + squared / 2) / (1 + squared);
            double half = Z / (1 + squared) * Math.sqrt(share * (1 - share) / trials + squared / 4 / trials);
            return String.format(
                    Locale.ROOT,
                    "success %.2f [%.2f, %.2f] of %d",
                    share,
                    Math.max(0, middle - half),
                    Math.min(1, middle + half),
                    trials);
        }
    }
}
