// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.finben;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FinBenDatasetTest {

    @Test
    void thereAreThirtySixDataSetsOfTwentyFourTasksInSevenAspects() {
        assertThat(Aspect.values()).hasSize(7);
        assertThat(FinBenTask.values()).hasSize(24);
        assertThat(FinBenDataset.values()).hasSize(36);
    }

    @ParameterizedTest
    @CsvSource({
        "INFORMATION_EXTRACTION, 6, 7",
        "TEXTUAL_ANALYSIS, 8, 10",
        "QUESTION_ANSWERING, 3, 4",
        "TEXT_GENERATION, 1, 2",
        "FORECASTING, 1, 3",
        "RISK_MANAGEMENT, 4, 9",
        "DECISION_MAKING, 1, 1",
    })
    void eachAspectHasAsManyAsThePaperSays(Aspect aspect, int tasks, int datasets) {
        assertThat(aspect.tasks()).hasSize(tasks);
        assertThat(aspect.datasets()).hasSize(datasets);
    }

    @ParameterizedTest
    @EnumSource
    void everyTaskHasADataSet(FinBenTask task) {
        assertThat(task.datasets()).isNotEmpty().allMatch(dataset -> dataset.task() == task);
    }

    @ParameterizedTest
    @EnumSource
    void everyDataSetIsDescribed(FinBenDataset dataset) {
        assertThat(dataset.repository()).matches("TheFinAI/(flare|cra|en)-[a-z0-9-]+");
        assertThat(dataset.licence()).isNotBlank();
        assertThat(dataset.measures()).isNotEmpty();
        assertThat(dataset.language()).isEqualTo("en");
        assertThat(dataset.rows() == 0).isEqualTo(dataset == FinBenDataset.FIN_TRADE);
        assertThat(dataset.labels()).doesNotHaveDuplicates();
    }

    @Test
    void namesOnHuggingFaceDiffer() {
        assertThat(FinBenDataset.values()).extracting(FinBenDataset::repository).doesNotHaveDuplicates();
        assertThat(FinBenDataset.MLESG.licence()).isEqualTo("CC BY-NC-ND 4.0");
        assertThat(FinBenDataset.FIN_RED.labels()).hasSize(29);
        assertThat(FinBenDataset.MULTI_FIN.labels()).hasSize(6).contains("Tax & Accounting");
        assertThat(FinBenTask.NAMED_ENTITY_RECOGNITION).hasToString("named entity recognition");
        assertThat(Aspect.DECISION_MAKING).hasToString("decision-making");
        assertThat(Measure.ROUGE_L).hasToString("ROUGE-L");
    }
}
