// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.metric.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tokka.evaluation.Expected;
import dev.tokka.evaluation.Expected.Triple;
import dev.tokka.evaluation.Metric;
import dev.tokka.evaluation.Score;
import dev.tokka.evaluation.metric.Tried;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RelationF1Test {

    private static final Metric LINES = RelationF1.of(TripleReader.headRelationTail("|"));
    private static final Expected APPLE = new Expected.Relations(
            Set.of(new Triple("Apple", "founded by", "Steve Jobs"), new Triple("Apple", "in", "Cupertino")));

    @Test
    void workedByHand() {
        List<Tried> all = List.of(
                // 1 right of 2 given and 2 wanted
                Tried.said(APPLE, "Relations:\n- apple |  founded BY | Steve  Jobs\n- Apple | in | Paris"),
                // nothing given, 2 wanted
                Tried.of(APPLE, Tried.failed()),
                // 2 of 2 and 2
                Tried.said(APPLE, "1. Ａｐｐｌｅ | in | Cupertino\n2. Apple | founded by | Steve Jobs"));

        assertThat(Tried.scores(LINES, all)).extracting(Score::value).containsExactly(0.5, 0.0, 1.0);
        assertThat(Tried.value(LINES, all)).isCloseTo(6 / 10.0, within(1e-15));
        Tried.assertLaws(LINES, all, 0, 1);
    }

    @Test
    void otherFormats() {
        Metric last = RelationF1.of(TripleReader.headTailRelation(" ; "));
        Metric first = RelationF1.of(TripleReader.relationFirst());

        assertThat(Tried.said(APPLE, "Apple ; Steve Jobs ; founded by\nApple ; Cupertino ; in")
                        .by(last)
                        .value())
                .isEqualTo(1);
        assertThat(Tried.said(APPLE, "founded by: Apple, Steve Jobs; in: Apple, Cupertino")
                        .by(first)
                        .value())
                .isEqualTo(1);
        assertThat(Tried.said(APPLE, "in: Apple; : a, b; x: , b; y: a,")
                        .by(first)
                        .readable())
                .isFalse();
        assertThat(first.describe()).isNotEqualTo(last.describe());
    }

    @Test
    void theDirectionCounts() {
        assertThat(Tried.said(APPLE, "Steve Jobs | founded by | Apple")
                        .by(LINES)
                        .value())
                .isZero();
    }

    @Test
    void nothingIsAnAnswer() {
        Expected nothing = new Expected.Relations(Set.of());

        assertThat(Tried.said(nothing, "なし。").by(LINES).value()).isEqualTo(1);
        assertThat(Tried.said(nothing, "I like it.").by(LINES))
                .isEqualTo(new Score(0, false, "", List.of(0.0, 1.0, 0.0)));
        assertThat(Tried.said(APPLE, "No relations").by(LINES))
                .isEqualTo(new Score(0, true, "(nothing)", List.of(0.0, 0.0, 2.0)));
        assertThat(Tried.value(LINES, List.of(Tried.said(nothing, "none")))).isZero();
    }

    @Test
    void equalRelationsOfTwoCasesCountTwice() {
        Expected one = new Expected.Relations(Set.of(new Triple("a", "r", "b")));

        assertThat(Tried.value(LINES, List.of(Tried.said(one, "a | r | b"), Tried.said(one, "a | r | c"))))
                .isEqualTo(0.5);
    }

    @Test
    void otherCasesAreRefused() {
        assertThatThrownBy(() ->
                        Tried.of(new Expected.NoAnswer(), Tried.abstained()).by(LINES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("case case must expect relations but expects NoAnswer");
        assertThatThrownBy(() -> TripleReader.headRelationTail(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void agreesWithPrecisionAndRecall(
            @ForAll Set<@IntRange(max = 5) Integer> given, @ForAll Set<@IntRange(max = 5) Integer> wanted) {
        Expected expected = new Expected.Relations(
                wanted.stream().map(n -> new Triple("h" + n, "r", "t")).collect(Collectors.toSet()));
        String reply = given.isEmpty()
                ? "none"
                : given.stream().map(n -> "h" + n + "|r|t").collect(Collectors.joining("\n"));
        double right = given.stream().filter(wanted::contains).count();
        double precision = given.isEmpty() ? 0 : right / given.size();
        double recall = wanted.isEmpty() ? 0 : right / wanted.size();
        List<Tried> one = List.of(Tried.said(expected, reply));

        assertThat(Tried.value(LINES, one))
                .isCloseTo(right == 0 ? 0 : 2 * precision * recall / (precision + recall), within(1e-12));
        Tried.assertLaws(LINES, one, 0, 1);
    }
}
