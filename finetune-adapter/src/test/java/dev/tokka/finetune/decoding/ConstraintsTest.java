// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.QuestionRejectedException;
import dev.tokka.finetune.decoding.Decoded.Finish;
import dev.tokka.finetune.decoding.automaton.ByteState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ConstraintsTest {

    private static final int END = 256;
    private static final Bytes VOCABULARY = Bytes.allAnd("pos", "itive", "neutral", "negative ", "好", "好き", "yes", "!");
    private static final List<String> LABELS = List.of("positive", "neutral", "好き", "好意", "yes", "yes!");

    @Property(tries = 200)
    void whatIsWrittenIsOneOfTheLabels(@ForAll long seed) {
        Decoded decoded = decode(new Constraints(VOCABULARY).oneOf(LABELS), seed, 20);

        assertThat(LABELS).contains(decoded.text());
        assertThat(decoded.finish()).isEqualTo(Finish.END);
    }

    @Example
    void aLabelThatNothingCanFollowEndsTheText() {
        Decoded decoded = decode(new Constraints(VOCABULARY).oneOf(List.of("neutral")), 1, 20);

        assertThat(decoded.tokens().get(decoded.tokens().size() - 1).id()).isNotEqualTo(END);
    }

    @Example
    void aLabelThatIsCutOffIsNotComplete() {
        Decoded decoded = decode(new Constraints(VOCABULARY).oneOf(List.of("negative")), 1, 2);

        assertThat(decoded.finish()).isEqualTo(Finish.LENGTH);
    }

    @Example
    void aVocabularyThatCannotWriteALabelIsNamed() {
        Bytes letters = Bytes.of("", "a", "b");
        DecodingRequest request = DecodingRequest.of(List.of(1), DecodingSettings.GREEDY)
                .withConstraint(new Constraints(letters).oneOf(List.of("ac")));

        assertThatExceptionOfType(QuestionRejectedException.class)
                .isThrownBy(() ->
                        new Decoder(letters, 10).decode(new TableModel(1, 10, TableModel.mixed(3, 1)), request))
                .withMessageContaining("after 1 tokens the model's vocabulary has none that may follow");
    }

    @Example
    void anyAutomatonWillDo() {
        TokenConstraint digits = new Constraints(VOCABULARY).of(new Digits(4));

        assertThat(decode(digits, 7, 20).text()).matches("[0-9]{4}");
    }

    @Example
    void aSchemaIsReadOnce() {
        Constraints constraints = new Constraints(VOCABULARY);

        assertThat(constraints.jsonSchema("{}")).isSameAs(constraints.jsonSchema("{}"));
    }

    @Example
    void labelsThatAreNoneAreRefused() {
        Constraints constraints = new Constraints(VOCABULARY);

        assertThatIllegalArgumentException().isThrownBy(() -> constraints.oneOf(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> constraints.oneOf(List.of("a", "")));
        assertThatIllegalArgumentException().isThrownBy(() -> constraints.oneOf(List.of("\uD83D")));
    }

    /** What the tree allows is what each token allows, byte after byte. */
    @Property(tries = 50)
    void theTreeAllowsWhatEachTokenDoes(@ForAll long seed) {
        TokenConstraint constraint = new Constraints(VOCABULARY).oneOf(LABELS);
        States.State state = constraint.start();
        for (int token : decode(constraint, seed, 20).ids()) {
            for (int other = 0; other < VOCABULARY.size(); other++) {
                boolean may = VOCABULARY.bytes(other).length > 0
                        && constraint.after(state, VOCABULARY.bytes(other)).isPresent();
                assertThat(constraint.allowed(state).get(other)).isEqualTo(may);
            }
            state = constraint.after(state, VOCABULARY.bytes(token)).orElseThrow();
        }
    }

    private static Decoded decode(TokenConstraint constraint, long seed, int most) {
        Function<List<Integer>, float[]> table = TableModel.mixed(VOCABULARY.size(), seed);
        DecodingSettings settings = DecodingSettings.GREEDY
                .withTemperature(1)
                .withSeed(seed)
                .withMaxTokens(most)
                .withEndTokens(Set.of(END));
        return new Decoder(VOCABULARY, 100)
                .decode(
                        new TableModel(1, 100, table),
                        DecodingRequest.of(List.of(0), settings).withConstraint(constraint));
    }

    /** So many digits. */
    private record Digits(int left) implements ByteState {

        @Override
        public Optional<ByteState> next(int next) {
            return left > 0 && next >= '0' && next <= '9' ? Optional.of(new Digits(left - 1)) : Optional.empty();
        }

        @Override
        public boolean isComplete() {
            return left == 0;
        }
    }
}
