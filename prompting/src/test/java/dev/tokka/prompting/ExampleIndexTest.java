// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tokka.Description;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an index chooses is what a list chooses. */
class ExampleIndexTest {

    private static final List<String> WORDS = List.of(
            "fee", "card", "transfer", "branch", "lost", "stolen", "open", "abroad", "rate", "loan", "limit", "cheque");
    private static final List<String> JAPANESE =
            List.of("手数料", "口座", "振込", "支店", "紛失", "盗難", "開店", "海外", "金利", "融資", "限度", "小切手");

    @TempDir
    Path folder;

    private record Counting() implements Embedder {

        @Override
        public float[] embed(String text) {
            float[] vector = new float[16];
            for (int i = 0; i < text.length(); i++) {
                vector[text.charAt(i) % 16] +=
                        (float) Math.sqrt(text.charAt(i)) + i % 7; // so that nothing is equally near
            }
            return vector;
        }

        @Override
        public Description describe() {
            return Description.of("counting");
        }
    }

    private static List<Example> madeUp(int count, List<String> words, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new Example(text(words, random), "label " + random.nextInt(7)))
                .toList();
    }

    private static String text(List<String> words, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3 + random.nextInt(6); i++) {
            text.append(words.get(random.nextInt(words.size()))).append(random.nextInt(4) == 0 ? "の" : " ");
        }
        return text.toString().strip();
    }

    private ExampleIndex index(List<Example> examples) {
        ExampleIndex.build(folder, examples.stream());
        return ExampleIndex.open(folder);
    }

    private ExampleIndex index(List<Example> examples, Embedder embedder) {
        ExampleIndex.build(folder, examples.stream(), embedder);
        return ExampleIndex.open(folder, embedder);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 120, 1_000})
    void allChoicesByWordsAreThoseOfAList(int count) {
        for (List<String> words : List.of(WORDS, JAPANESE)) {
            List<Example> examples = madeUp(count, words, count);
            try (ExampleIndex index = index(examples)) {
                assertThat(index.size()).isEqualTo(count);
                for (Example asked : madeUp(20, words, 99)) {
                    assertAlike(asked, List.of(Examples.nearest(4, index)), List.of(Examples.nearest(4, examples)));
                    if (count <= 128) { // of more only some are candidates
                        assertAlike(
                                asked,
                                List.of(Examples.diverse(3, index), Examples.balanced(2, index)),
                                List.of(Examples.diverse(3, examples), Examples.balanced(2, examples)));
                    }
                }
            }
        }
    }

    @Test
    void ofManyExamplesEachLabelHasItsNearest() {
        List<Example> examples = madeUp(1_000, WORDS, 14);
        Examples list = Examples.balanced(2, examples);
        int same = 0;
        try (ExampleIndex index = index(examples)) {
            Examples indexed = Examples.balanced(2, index);
            for (Example asked : madeUp(20, WORDS, 95)) {
                List<Example> chosen = indexed.select(Question.of(asked.question()));
                assertThat(chosen).hasSize(14);
                same += list.select(Question.of(asked.question())).equals(chosen) ? 1 : 0;
            }
        }

        assertThat(same).isGreaterThanOrEqualTo(18);
    }

    @Test
    void nearestByMeaningIsNearestOfAListSaveForTheGraph() {
        List<Example> examples = madeUp(1_000, WORDS, 5);
        Examples list = Examples.nearest(4, examples, new Counting());
        int same = 0;
        try (ExampleIndex index = index(examples, new Counting())) {
            Examples indexed = Examples.nearest(4, index);
            for (Example asked : madeUp(50, WORDS, 98)) {
                Question question = Question.of(asked.question());
                same += indexed.select(question).equals(list.select(question)) ? 1 : 0;
            }
        }

        assertThat(same).isGreaterThanOrEqualTo(48);
    }

    @Test
    void smallSetsByMeaningAreThoseOfAList() {
        List<Example> examples = madeUp(50, WORDS, 6);
        Embedder embedder = new Counting();
        try (ExampleIndex index = index(examples, embedder)) {
            for (Example asked : madeUp(20, WORDS, 97)) {
                assertAlike(
                        asked,
                        List.of(Examples.nearest(4, index), Examples.diverse(3, index), Examples.balanced(2, index)),
                        List.of(
                                Examples.nearest(4, examples, embedder),
                                Examples.diverse(3, examples, embedder),
                                Examples.balanced(2, examples, embedder)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "When is the branch open?",
                " when is the BRANCH open ",
                "Ｗｈｅｎ is the branch, open!",
                "When is the branch open"
            })
    void whatAsksTheQuestionItselfIsNeverChosen(String asked) {
        List<Example> examples = Stream.concat(
                        Stream.generate(() -> new Example("When is the branch open?", "From nine."))
                                .limit(300),
                        madeUp(300, WORDS, 7).stream())
                .toList();
        try (ExampleIndex index = index(examples)) {
            for (Examples choice :
                    List.of(Examples.nearest(4, index), Examples.diverse(4, index), Examples.balanced(1, index))) {
                assertThat(choice.select(Question.of(asked)))
                        .hasSizeGreaterThanOrEqualTo(4)
                        .extracting(Example::answer)
                        .doesNotContain("From nine.");
            }
        }
        try (ExampleIndex index = index(examples, new Counting())) {
            assertThat(Examples.nearest(4, index).select(Question.of(asked)))
                    .hasSize(4)
                    .extracting(Example::answer)
                    .doesNotContain("From nine.");
        }
    }

    @Test
    void whatIsLikeNothingGetsTheFirst() {
        List<Example> examples = madeUp(500, WORDS, 8);
        try (ExampleIndex index = index(examples)) {
            assertThat(Examples.nearest(2, index).select(Question.of("?!")))
                    .containsExactly(examples.get(1), examples.get(0));
        }
    }

    @Test
    void longTextsAreFoundToo() {
        String word = "x".repeat(40_000);
        String many = String.join(
                " ", IntStream.range(0, 3_000).mapToObj(i -> "word" + i).toList());
        List<Example> examples = Stream.concat(
                        madeUp(200, WORDS, 9).stream(),
                        Stream.of(new Example("Is " + word + " a word?", "No."), new Example(many + " end", "Many.")))
                .toList();
        try (ExampleIndex index = index(examples)) {
            assertThat(Examples.nearest(1, index)
                            .select(Question.of("Why " + word))
                            .get(0)
                            .answer())
                    .isEqualTo("No.");
            assertThat(Examples.nearest(1, index)
                            .select(Question.of(many))
                            .get(0)
                            .answer())
                    .isEqualTo("Many.");
        }
    }

    @Test
    void aDescriptionChangesWithTheSetAndNotWithTheDirectory(@TempDir Path other) {
        List<Example> examples = madeUp(20, WORDS, 10);
        ExampleIndex.build(other, examples.stream());
        Description before;
        try (ExampleIndex index = index(examples);
                ExampleIndex copy = ExampleIndex.open(other)) {
            before = Examples.nearest(2, index).describe();
            assertThat(Examples.nearest(2, copy).describe()).isEqualTo(before);
            assertThat(Examples.nearest(3, copy).describe()).isNotEqualTo(before);
            assertThat(before.isOpaque()).isFalse();
            assertThat(before.properties())
                    .containsEntry("digest", index.digest())
                    .containsEntry("examples", "20")
                    .containsEntry("candidates", "64");
        }
        List<Example> changed = Stream.concat(examples.stream().limit(19), Stream.of(new Example("New?", "New.")))
                .toList();
        try (ExampleIndex index = index(changed)) {
            assertThat(Examples.nearest(2, index).describe()).isNotEqualTo(before);
        }
    }

    @Test
    void answersThatAreNoLabelsCannotBeBalanced() {
        List<Example> examples = IntStream.range(0, 1_001)
                .mapToObj(i -> new Example("Question " + i, "Answer " + i))
                .toList();
        try (ExampleIndex index = index(examples)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Examples.balanced(1, index))
                    .withMessageContaining("at most 1000 different answers, which are labels, but have 1001");
        }
    }

    @Test
    void countsAreAtLeastOneAndChoicesAreNamed() {
        try (ExampleIndex index = index(madeUp(3, WORDS, 11))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Examples.nearest(0, index));
            assertThat(Examples.nearest(Integer.MAX_VALUE, index).select(Question.of("fee")))
                    .hasSize(3);
            assertThat(Examples.nearest(2, index)).hasToString("nearest(2 of 3)");
            assertThat(Examples.balanced(2, index)).hasToString("balanced(2 of each label, of 3)");
        }
    }

    @Test
    void manyThreadsChooseAlike() {
        List<Example> examples = madeUp(2_000, WORDS, 12);
        try (ExampleIndex index = index(examples)) {
            Examples nearest = Examples.nearest(3, index);
            List<Question> questions = madeUp(40, WORDS, 96).stream()
                    .map(asked -> Question.of(asked.question()))
                    .toList();

            assertThat(questions.parallelStream().map(nearest::select).toList())
                    .isEqualTo(questions.stream().map(nearest::select).toList());
        }
    }

    @Test
    void whatIsClosedChoosesNoMore() {
        ExampleIndex index = index(madeUp(3, WORDS, 13));
        Examples nearest = Examples.nearest(1, index);
        index.close();

        assertThatNoException().isThrownBy(index::close);
        assertThatIllegalStateException()
                .isThrownBy(() -> nearest.select(Question.of("fee")))
                .withMessageContaining("is closed");
    }

    @Test
    void vectorsMustBeComparable() {
        List<Example> examples = List.of(new Example("a", "1"), new Example("bb", "2"));
        Embedder growing = text -> new float[text.length()];

        assertThatExceptionOfType(ModelUnavailableException.class)
                .isThrownBy(() -> ExampleIndex.build(folder, examples.stream(), growing))
                .withMessageContaining("as many for every text");
        assertThat(folder).isDirectoryNotContaining("glob:**segments*");
        ExampleIndex.build(folder, examples.stream(), text -> new float[] {1, 2});
        try (ExampleIndex index = ExampleIndex.open(folder, text -> new float[] {1, 2, 3})) {
            assertThatExceptionOfType(ModelUnavailableException.class)
                    .isThrownBy(() -> Examples.nearest(1, index).select(Question.of("a")));
        }
    }

    @Test
    void longVectorsAndThoseOfZerosAreTaken() {
        Embedder wide = text -> {
            float[] vector = new float[1_536];
            vector[text.length()] = text.startsWith("zero") ? 0 : 1;
            return vector;
        };
        List<Example> examples = List.of(new Example("zero", "0"), new Example("one", "1"), new Example("three", "3"));
        try (ExampleIndex index = index(examples, wide)) {
            assertThat(Examples.nearest(1, index).select(Question.of("seven"))).containsExactly(examples.get(2));
        }
    }

    private static void assertAlike(Example asked, List<Examples> seen, List<Examples> expected) {
        Question question = Question.of(asked.question());
        for (int i = 0; i < seen.size(); i++) {
            assertThat(seen.get(i).select(question))
                    .as("%s for %s", seen.get(i), asked.question())
                    .isEqualTo(expected.get(i).select(question));
        }
    }
}
