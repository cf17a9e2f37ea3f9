// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokka.Span;
import java.util.List;
import net.jqwik.api.Example;

class HiddenTest {

    private static final String TEXT = "ab12cd3456ef";

    @Example
    void placesAreFoundAgainOnBothSides() {
        Hidden hidden = Hidden.in(
                TEXT,
                List.of(found(PersonalData.CARD, 6, 10), found(PersonalData.PHONE, 2, 4)),
                (kind, value) -> "<" + kind + ">");
        assertThat(hidden.text()).isEqualTo("ab<PHONE>cd<CARD>ef");
        assertThat(hidden.before(new Span(0, 2)).of(TEXT)).isEqualTo("ab");
        assertThat(hidden.before(new Span(2, 9)).of(TEXT)).isEqualTo("12");
        assertThat(hidden.before(new Span(4, 10)).of(TEXT)).isEqualTo("12c");
        assertThat(hidden.before(new Span(9, 13)).of(TEXT)).isEqualTo("cd3456");
        assertThat(hidden.before(new Span(0, 19)).of(TEXT)).isEqualTo(TEXT);
        assertThat(hidden.before(new Span(17, 19)).of(TEXT)).isEqualTo("ef");
        assertThat(hidden.after(new Span(0, 12)).of(hidden.text())).isEqualTo(hidden.text());
        assertThat(hidden.after(new Span(3, 5)).of(hidden.text())).isEqualTo("<PHONE>c");
        assertThat(hidden.after(new Span(10, 12)).of(hidden.text())).isEqualTo("ef");
    }

    @Example
    void ofPlacesThatOverlapTheLongestIsHidden() {
        Hidden hidden = Hidden.in(
                TEXT,
                List.of(
                        found(PersonalData.PHONE, 1, 4),
                        found(PersonalData.CARD, 2, 10),
                        found(PersonalData.NAME, 9, 11)),
                (kind, value) -> kind.name());
        assertThat(hidden.text()).isEqualTo("abCARDef");
    }

    private static Finding found(PersonalData kind, int start, int end) {
        return new Finding(kind, new Span(start, end));
    }
}
