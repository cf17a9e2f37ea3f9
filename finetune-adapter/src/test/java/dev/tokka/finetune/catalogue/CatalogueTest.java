// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

    private final Catalogue catalogue = Catalogue.builtIn();

    @Test
    void saysHowToRunWhatCanBeRun() {
        assertThat(catalogue.find("fingpt-sentiment").howToRun())
                .contains(
                        "FinGPT/fingpt-sentiment_llama2-13b_lora",
                        "export NousResearch/Llama-2-13b-hf to ONNX",
                        "about 26 GB of memory",
                        "vllm serve NousResearch/Llama-2-13b-hf --enable-lora",
                        "\"api\": \"completion\"",
                        "{\"format\": \"finGpt\"}");
        assertThat(catalogue.find("fingpt-mt-falcon-7b").howToRun())
                .contains("In this process: not possible", "vllm serve tiiuae/falcon-7b");
    }

    @Test
    void saysWhyNotAndWhatInstead() {
        assertThat(catalogue.find("bloomberggpt").howToRun())
                .contains("never released", "Use instead: fingpt-sentiment");
        assertThat(catalogue.find("medlm").howToRun()).contains("closed it on 2025-09-29", "Use instead: medgemma");
        assertThat(catalogue.find("medlm").access().since()).contains(LocalDate.of(2025, 9, 29));
    }

    @Test
    void figuresOfOwnSplitsAreNotComparable() {
        assertThat(catalogue.find("bloomberggpt").results()).isNotEmpty().noneMatch(CatalogueEntry.Result::comparable);
        assertThat(catalogue.find("fingpt-sentiment").results())
                .contains(new CatalogueEntry.Result(
                        "FPB",
                        "weighted F1",
                        0.882,
                        true,
                        "FinGPT's own splits and scorer, in which an unreadable answer counts as neutral"));
    }

    @Test
    void holdsTheModelsOfTheKnownFamilies() {
        assertThat(catalogue.entries())
                .containsKeys(
                        "fingpt-sentiment",
                        "fingpt-mt-llama2-7b",
                        "fingpt-mt-qwen-7b",
                        "fingpt-forecaster",
                        "finma-7b",
                        "meditron-7b",
                        "meditron-70b",
                        "medgemma",
                        "bloomberggpt",
                        "medlm");
        assertThat(catalogue.entries().values())
                .allSatisfy(entry -> assertThat(entry.howToRun()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({"fingpt-sentimnt, fingpt-sentiment", "meditron, meditron-7b", "MedLM, medlm", "bloomberg, bloomberggpt"
    })
    void anUnknownIdGetsTheNearest(String id, String nearest) {
        assertThatThrownBy(() -> catalogue.find(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no model \"" + id + "\" is known; the nearest are " + nearest);
    }

    @Test
    void idsAreUniqueAndSuccessorsKnown() {
        CatalogueEntry medlm = catalogue.find("medlm");
        CatalogueEntry medgemma = catalogue.find("medgemma");

        assertThatThrownBy(() -> Catalogue.of(List.of(medgemma, medgemma))).hasMessageContaining("medgemma is twice");
        assertThatThrownBy(() -> Catalogue.of(List.of(medlm))).hasMessageContaining("medlm names medgemma");
        assertThatThrownBy(() -> new Access(
                        Access.Form.HOSTED_API, Access.Status.RETIRED, Optional.empty(), List.of("medgemma")))
                .hasMessageContaining("must have a day");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\": 2, \"entries\": []}",
                "{\"version\": 1, \"entries\": [{\"id\": \"a\"}]}",
                "{\"version\": 1, \"entries\": [], \"more\": 1}"
            })
    void theFileIsChecked(String json) {
        assertThatThrownBy(() -> CatalogueFile.read(json.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }
}
