// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HumanAgreementTest {

    @TempDir
    Path folder;

    @Test
    void agreesWithScikitLearnAndSciPy() throws IOException {
        JsonNode golden = golden();
        Map<HumanGrades.Answered, Integer> people = new HashMap<>();
        List<JudgedGrade> judge = new ArrayList<>();
        for (int i = 0; i < golden.get("human").size(); i++) {
            people.put(
                    new HumanGrades.Answered("q" + i, "base"),
                    golden.get("human").get(i).asInt());
            judge.add(
                    Judged.grade("q" + i, "base", 1, golden.get("judge").get(i).asInt()));
        }
        HumanAgreement agreement = HumanAgreement.of(new HumanGrades(Scale.ONE_TO_FIVE, people), judge);

        assertThat(agreement.answers()).isEqualTo(40);
        assertThat(agreement.raw()).isEqualTo(golden.get("raw").asDouble());
        assertThat(agreement.linearKappa()).isCloseTo(golden.get("linear").asDouble(), within(1e-12));
        assertThat(agreement.quadraticKappa()).isCloseTo(golden.get("quadratic").asDouble(), within(1e-12));
        assertThat(agreement.tauB()).isCloseTo(golden.get("tauB").asDouble(), within(1e-12));
    }

    @Test
    void readsLabelsFromCsvAndTakesTheMedianOfRepeats() throws IOException {
        HumanGrades people = load("model,note,case,grade\nbase,x,q1,4\nbase,\"a, b\",q2,2\nbase,,q9,1\n");
        HumanAgreement agreement = HumanAgreement.of(
                people,
                List.of(
                        Judged.grade("q1", "base", 1, 4),
                        Judged.grade("q1", "base", 2, 5),
                        Judged.grade("q2", "base", 1, 2)));

        assertThat(agreement).isEqualTo(new HumanAgreement(2, 1, 1, 1, 1, 1));
    }

    @Test
    void oneGradeThroughoutIsDefined() {
        HumanGrades people = new HumanGrades(Scale.YES_NO, Map.of(new HumanGrades.Answered("q", "base"), 1));

        assertThat(HumanAgreement.of(people, List.of(Judged.grade("q", "base", 1, 1))))
                .isEqualTo(new HumanAgreement(1, 0, 1, 1, 1, 0));
    }

    @Test
    void saysWhereAFileIsWrong() {
        assertRefused("case,grade\nq1,4\n", "line 1", "model");
        assertRefused("case,model,grade\nq1,base,4\nq2,base,six\n", "line 3", "grade", "six");
        assertRefused("case,model,grade\nq1,base,6\n", "line 2", "from 1 to 5", "6");
        assertRefused("case,model,grade\n,base,4\n", "line 2", "case");
        assertRefused("case,model,grade\nq1,base\n", "line 2", "grade");
        assertRefused("case,model,grade\nq1,base,4\nq1,base,4\n", "line 3", "twice");
    }

    @Test
    void refusesComparisonsAndNothingInCommon() throws IOException {
        HumanGrades people = load("case,model,grade\nq1,base,4\n");

        assertThatThrownBy(() -> HumanAgreement.of(people, List.of(Judged.grade("q2", "base", 1, 4))))
                .hasMessageContaining("no answer that both");
        assertThatThrownBy(() -> HumanAgreement.of(people, List.of(Judged.pair("q1", false, 1, 1))))
                .hasMessageContaining("comparison");
        assertThatThrownBy(() -> new HumanGrades(Scale.PAIRWISE, Map.of())).hasMessageContaining("PAIRWISE");
        assertThatThrownBy(() -> new HumanGrades(Scale.YES_NO, people.grades())).hasMessageContaining("from 0 to 1");
    }

    private HumanGrades load(String text) throws IOException {
        return HumanGrades.load(Files.writeString(folder.resolve("labels.csv"), text), Scale.ONE_TO_FIVE);
    }

    private void assertRefused(String text, String... words) {
        assertThatThrownBy(() -> load(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("labels.csv")
                .hasMessageContainingAll(words);
    }

    private static JsonNode golden() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(HumanAgreementTest.class.getResourceAsStream("agreement-golden.json"))) {
            return new JsonMapper().readTree(in);
        }
    }
}
