// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerFormTest {

    @Test
    void freeTextsAreEqual() {
        assertThat(AnswerForm.FREE_TEXT).isEqualTo(new AnswerForm.FreeText());
    }

    @Test
    void labelsAreKeptInOrder() {
        assertThat(AnswerForm.oneOf("yes", "no")).isEqualTo(new AnswerForm.OneOf(List.of("yes", "no")));
    }

    @Test
    void laterChangesToTheLabelsHaveNoEffect() {
        List<String> labels = new ArrayList<>(List.of("yes", "no"));
        AnswerForm.OneOf form = new AnswerForm.OneOf(labels);

        labels.clear();

        assertThat(form.labels()).containsExactly("yes", "no");
    }

    @Test
    void fewerThanTwoLabelsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerForm.oneOf("yes"))
                .withMessage("labels must be at least two and different but are [yes]");
    }

    @Test
    void equalLabelsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerForm.oneOf("yes", "no", "yes"))
                .withMessage("labels must be at least two and different but are [yes, no, yes]");
    }

    @Test
    void blankLabelsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerForm.oneOf("yes", " "))
                .withMessage("label must not be blank");
    }

    @Test
    void aSchemaIsKeptAsItIs() {
        assertThat(new AnswerForm.JsonSchema("{\"type\": \"object\"}").schema()).isEqualTo("{\"type\": \"object\"}");
    }

    @Test
    void aBlankSchemaIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnswerForm.JsonSchema(""))
                .withMessage("schema must not be blank");
    }
}
