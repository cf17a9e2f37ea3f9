// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.finetune.decoding.Decoded.Finish;
import dev.tokka.finetune.decoding.DecodingSettings.Beams;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BeamSearchTest {

    private static final int END = 0;
    private static final Bytes VOCABULARY = Bytes.of("", "a", "b", "c");

    @Example
    void twoBeamsFindWhatOneMisses() {
        Function<List<Integer>, float[]> table = sequence -> switch (sequence.get(sequence.size() - 1)) {
            case 3 -> logs(0.01, 0.55, 0.43, 0.01); // the prompt
            case 1 -> logs(0.3, 0.3, 0.2, 0.2);
            default -> logs(0.97, 0.01, 0.01, 0.01);
        };

        assertThat(decode(table, DecodingSettings.GREEDY).text()).isEqualTo("a");
        Decoded found = decode(table, DecodingSettings.GREEDY.withBeams(2));
        assertThat(found.text()).isEqualTo("b");
        assertThat(found.finish()).isEqualTo(Finish.END);
        assertThat(found.logProbability()).isCloseTo(Math.log(0.43 * 0.97), within(1e-6));
    }

    @Example
    void theLengthPenaltyPrefersLongTexts() {
        Function<List<Integer>, float[]> table =
                sequence -> sequence.size() < 3 ? logs(0.5, 0.48, 0.01, 0.01) : logs(0.9, 0.08, 0.01, 0.01);

        assertThat(decode(table, beams(new Beams(3, 0, false))).text()).isEmpty();
        assertThat(decode(table, beams(new Beams(3, 2, false))).text()).isEqualTo("aa");
    }

    @Example
    void anEarlySearchEndsWithAsManyTextsAsBeams() {
        Function<List<Integer>, float[]> table = sequence -> logs(0.45, 0.5, 0.04, 0.01);
        TableModel early = new TableModel(1, 100, table);
        TableModel thorough = new TableModel(1, 100, table);

        decoder().decode(early, request(beams(new Beams(2, 3, true))));
        decoder().decode(thorough, request(beams(new Beams(2, 3, false))));

        assertThat(early.appends()).isLessThan(thorough.appends());
    }

    @Property(tries = 60)
    void enoughBeamsFindTheBestOfAllTexts(@ForAll long seed, @ForAll @IntRange(max = 2) int lengthPenalty) {
        Function<List<Integer>, float[]> table = TableModel.mixed(4, seed);
        DecodingSettings settings = beams(new Beams(200, lengthPenalty, false)).withMaxTokens(3);

        Decoded found = decode(table, settings);

        double score = found.logProbability() / Math.pow(found.tokens().size(), lengthPenalty);
        assertThat(score).isCloseTo(best(table, List.of(3), 0, settings), within(1e-4));
    }

    private static double best(
            Function<List<Integer>, float[]> table, List<Integer> sequence, double sum, DecodingSettings settings) {
        double best = Double.NEGATIVE_INFINITY;
        float[] logits = table.apply(sequence);
        for (int token = 0; token < 4; token++) {
            double longer = sum + logits[token] - Logits.logSumExp(logits, 4);
            List<Integer> next = new ArrayList<>(sequence);
            next.add(token);
            int length = next.size() - 1;
            double score = token == END || length == settings.maxTokens()
                    ? longer / Math.pow(length, settings.beams().lengthPenalty())
                    : best(table, List.copyOf(next), longer, settings);
            best = Math.max(best, score);
        }
        return best;
    }

    private static DecodingSettings beams(Beams beams) {
        return DecodingSettings.GREEDY.withBeams(beams);
    }

    private static Decoded decode(Function<List<Integer>, float[]> table, DecodingSettings settings) {
        return decoder().decode(new TableModel(1, 100, table), request(settings));
    }

    private static Decoder decoder() {
        return new Decoder(VOCABULARY, 100);
    }

    private static DecodingRequest request(DecodingSettings settings) {
        int most = Math.min(settings.maxTokens(), 8);
        return DecodingRequest.of(
                List.of(3), settings.withEndTokens(Set.of(END)).withMaxTokens(most));
    }

    private static float[] logs(double... probabilities) {
        float[] logs = new float[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) Math.log(probabilities[i]);
        }
        return logs;
    }
}
