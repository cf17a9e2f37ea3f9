// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.meditron;

import dev.tokka.Agreement;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Sampling;
import dev.tokka.Voting;
import java.util.Locale;

/**
 * Meditron's self-consistency: a model reasons several times, and the answer that comes most often counts.
 *
 * <pre>{@code
 * DomainModel voting = SelfConsistency.ofChoices(model);
 * Benchmark benchmark = MedQa.fiveOptions(test, Asking.STEP_BY_STEP);
 * }</pre>
 *
 * <p>There are 5 samples at a temperature of 0.8, as in the paper (the published program takes 10 unless told otherwise).
 * Answers are read as {@code Meditron accuracy} reads them; replies in which none is found are the same only if they have
 * the same text. Of answers that come as often the first one wins, and its first reply is the reply, as with
 * {@link DomainModels#selfConsistent}, with which other numbers of samples can be had.
 *
 * @see <a href="https://arxiv.org/abs/2311.16079">Chen et al., MEDITRON-70B (2023)</a>
 */
public final class SelfConsistency {

    private static final Sampling SAMPLING = Sampling.of(5).withTemperature(0.8);

    private SelfConsistency() {}

    /** Returns a model that votes on the letter of a choice. */
    public static DomainModel ofChoices(DomainModel model) {
        return vote(model, choices());
    }

    /** Returns a model that votes on yes and no. */
    public static DomainModel ofYesAndNo(DomainModel model) {
        return vote(model, yesAndNo());
    }

    /** Returns the agreement of replies that choose the same letter. */
    public static Agreement choices() {
        return new SameAnswer(PublishedReading.OF_CHOICES.afterReasoning());
    }

    /** Returns the agreement of replies that say the same of yes and no. */
    public static Agreement yesAndNo() {
        return new SameAnswer(PublishedReading.OF_YES_AND_NO.afterReasoning());
    }

    private static DomainModel vote(DomainModel model, Agreement agreement) {
        return DomainModels.selfConsistent(model, SAMPLING, Voting.MOST.withAgreement(agreement));
    }

    private record SameAnswer(PublishedReading reading) implements Agreement {

        @Override
        public String key(String text) {
            return reading.read(text).orElseGet(() -> text.toLowerCase(Locale.ROOT));
        }

        @Override
        public Description describe() {
            return Description.of("agreement", reading.choices() ? "Meditron, letters" : "Meditron, yes and no");
        }

        @Override
        public String toString() {
            return describe().name();
        }
    }
}
